// Where std.http may connect to: schemes, an allow-list of hosts, and networks that are denied
// whatever name leads to them.
#pragma once
#include "base/error.hpp"
#include "executor/http/url.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace wf::http {

/// An IPv6 address, or an IPv4 one in the form ::ffff:a.b.c.d.
using Address = std::array<std::uint8_t, 16>;

struct Network {
    Address address{};
    unsigned prefix_bits = 128;  ///< of the 128-bit form

    bool contains(const Address& other) const;
};

class EgressPolicy {
public:
    EgressPolicy() = default;
    /// @errors invalid_argument for a text that is no network.
    static Result<EgressPolicy> make(
        std::vector<std::string> allowed_hosts, const std::vector<std::string>& denied_cidrs
    );

    /// Why a URL may not be called, judged by its text alone; nothing if it may, or if its host has
    /// to be resolved first.
    std::optional<std::string> refusal(const Url& url) const;
    /// True for an address that must not be connected to.
    bool is_denied(const sockaddr& address) const;

private:
    bool is_denied(const Address& address) const;

    std::vector<std::string> allowed_hosts_;
    std::vector<Network> denied_;
};

/// "URL host 'H' resolves to a blocked address (A)."
std::string blocked_text(std::string_view host, std::string_view address);
/// The address without port, as text.
std::string address_text(const sockaddr& address);
/// Whether a host needs no resolving.
bool is_literal_address(const std::string& host);

}  // namespace wf::http
