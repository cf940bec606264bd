#include "executor/http/egress.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstring>

namespace wf::http {

namespace {

constexpr unsigned v4_prefix_bits = 96;

Address from_v4(const in_addr& v4) {
    Address address{};
    address[10] = address[11] = 0xff;
    std::memcpy(&address[12], &v4, sizeof(v4));
    return address;
}

Address from_v6(const in6_addr& v6) {
    Address address{};
    std::memcpy(address.data(), &v6, sizeof(v6));
    return address;
}

// Every way of writing an address that connect() understands, "127.1" and "2130706433" included.
std::optional<Address> parse_address(const std::string& text) {
    in_addr v4{};
    if (inet_aton(text.c_str(), &v4) != 0) return from_v4(v4);
    in6_addr v6{};
    // A zone ("fe80::1%eth0") does not change the network.
    const std::string without_zone = text.substr(0, text.find('%'));
    if (inet_pton(AF_INET6, without_zone.c_str(), &v6) == 1) return from_v6(v6);
    return std::nullopt;
}

bool is_unspecified(const Address& address) {
    constexpr Address v4_any = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
    return address == Address{} || address == v4_any;
}

std::string shown(const Address& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool is_v4 =
        std::all_of(address.begin(), address.begin() + 10, [](auto b) { return b == 0; }) &&
        address[10] == 0xff && address[11] == 0xff;
    if (is_v4) {
        inet_ntop(AF_INET, &address[12], text.data(), text.size());
    } else {
        inet_ntop(AF_INET6, address.data(), text.data(), text.size());
    }
    return text.data();
}

Address of_sockaddr(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof(v4));
        return from_v4(v4.sin_addr);
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof(v6));
    return from_v6(v6.sin6_addr);
}

Result<Network> parse_network(const std::string& text) {
    const std::string base = text.substr(0, text.find('/'));
    in_addr v4{};
    const bool is_v4 = inet_pton(AF_INET, base.c_str(), &v4) == 1;
    const std::optional<Address> address = is_v4 ? from_v4(v4) : parse_address(base);
    unsigned bits = is_v4 ? 32 : 128;
    const unsigned bits_max = bits;
    bool is_good = address.has_value();
    if (base.size() != text.size()) {
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data() + base.size() + 1, last, bits);
        is_good = is_good && error == std::errc{} && end == last && bits <= bits_max;
    }
    if (!is_good) {
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("[action_std_http] denied_cidrs: '{}' is not a network", text)
        );
    }
    return Network{*address, is_v4 ? v4_prefix_bits + bits : bits};
}

}  // namespace

bool Network::contains(const Address& other) const {
    const std::size_t whole = prefix_bits / 8;
    if (!std::equal(address.begin(), address.begin() + whole, other.begin())) return false;
    const unsigned rest = prefix_bits % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xffU << (8 - rest));
    return (address[whole] & mask) == (other[whole] & mask);
}

Result<EgressPolicy> EgressPolicy::make(
    std::vector<std::string> allowed_hosts, const std::vector<std::string>& denied_cidrs
) {
    EgressPolicy policy;
    policy.allowed_hosts_ = std::move(allowed_hosts);
    for (std::string& host : policy.allowed_hosts_) {
        for (char& c : host) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    for (const std::string& cidr : denied_cidrs) {
        WF_TRY(Network network, parse_network(cidr));
        policy.denied_.push_back(network);
    }
    return policy;
}

std::optional<std::string> EgressPolicy::refusal(const Url& url) const {
    if (url.scheme != "http" && url.scheme != "https") {
        return fmt::format("URL scheme '{}' is not allowed (only http and https are).", url.scheme);
    }
    if (url.host.empty()) return "URL does not contain a host.";
    if (!allowed_hosts_.empty() &&
        std::ranges::find(allowed_hosts_, url.host) == allowed_hosts_.end()) {
        return fmt::format("Host '{}' is not in [action_std_http] allowed_hosts.", url.host);
    }
    const std::optional<Address> address = parse_address(url.host);
    if (address && is_denied(*address)) return blocked_text(url.host, shown(*address));
    return std::nullopt;
}

bool EgressPolicy::is_denied(const Address& address) const {
    // "Any address" connects to this machine: it is denied wherever loopback is.
    constexpr Address v4_loopback = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1};
    constexpr Address v6_loopback = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    const bool is_any = is_unspecified(address);
    return std::ranges::any_of(denied_, [&](const Network& network) {
        return network.contains(address) ||
               (is_any && (network.contains(v4_loopback) || network.contains(v6_loopback)));
    });
}

bool EgressPolicy::is_denied(const sockaddr& address) const {
    return is_denied(of_sockaddr(address));
}

std::string blocked_text(std::string_view host, std::string_view address) {
    return fmt::format("URL host '{}' resolves to a blocked address ({}).", host, address);
}

std::string address_text(const sockaddr& address) {
    return shown(of_sockaddr(address));
}

bool is_literal_address(const std::string& host) {
    return parse_address(host).has_value();
}

}  // namespace wf::http
