// [executor], [action_std_http]: running actions.
#include "config/options/rows.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <charconv>

namespace wf::config_rows {

namespace {

std::string cidr_problem(std::string_view cidr) {
    const std::string address{cidr.substr(0, cidr.find('/'))};
    in6_addr parsed{};
    const bool is_v4 = inet_pton(AF_INET, address.c_str(), &parsed) == 1;
    if (!is_v4 && inet_pton(AF_INET6, address.c_str(), &parsed) != 1) {
        return fmt::format("'{}' is not an address; write it like 10.0.0.0/8 or fd00::/8", cidr);
    }
    if (address.size() == cidr.size()) return "";
    const std::string_view digits = cidr.substr(address.size() + 1);
    const unsigned longest = is_v4 ? 32 : 128;
    unsigned length = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (error == std::errc{} && end == digits.data() + digits.size() && length <= longest)
        return "";
    return fmt::format("'{}' has no prefix length from 0 to {}", cidr, longest);
}

constexpr Option rows[] = {
    {.section = "executor",
     .name = "http_connections",
     .slot = [](Config& c) -> Slot { return &c.executor.http_connections; },
     .doc =
         "Most HTTP calls of actions on the wire at a time; further ones wait. Each needs a file "
         "descriptor, so the process's limit on these counts as well.",
     .unit = "connections",
     .min = 1,
     .max = 1e6,
     .is_ours = true},
    {.section = "executor",
     .name = "http_connections_per_host",
     .slot = [](Config& c) -> Slot { return &c.executor.http_connections_per_host; },
     .doc = "Most of them to one host and port.",
     .unit = "connections",
     .min = 1,
     .max = 1e6,
     .is_ours = true},
    {.section = "action_std_http",
     .name = "allowed_hosts",
     .slot = [](Config& c) -> Slot { return &c.action_std_http.allowed_hosts; },
     .doc = "If not empty: the only host names that std.http may call, redirects included."},
    {.section = "action_std_http",
     .name = "denied_cidrs",
     .slot = [](Config& c) -> Slot { return &c.action_std_http.denied_cidrs; },
     .doc = "Networks that std.http never connects to, whatever a name resolves to. Where the "
            "service can be reached by people who are not trusted with this machine, add "
            "127.0.0.0/8 and ::1/128.",
     .problem = cidr_problem,
     .upstream_default = "127.0.0.0/8,::1/128,169.254.0.0/16,fe80::/10"},
    {.section = "action_std_http",
     .name = "default_timeout",
     .slot = [](Config& c) -> Slot { return &c.action_std_http.default_timeout_s; },
     .doc = "Timeout of std.http calls that give none: to connect, and between two packets.",
     .unit = "s",
     .min = 1,
     .max = 86'400},
    {.section = "action_std_http",
     .name = "max_response_size_bytes",
     .slot = [](Config& c) -> Slot { return &c.action_std_http.max_response_size_bytes; },
     .doc = "Greatest response body of std.http, unpacked; 0: no limit.",
     .unit = "bytes",
     .min = 0,
     .max = 4e9},
};

}  // namespace

std::span<const Option> actions() {
    return rows;
}

}  // namespace wf::config_rows
