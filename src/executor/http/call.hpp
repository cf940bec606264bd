// An HTTP request that is ready to be sent, and how std.http's parameters become one.
#pragma once
#include "base/time.hpp"
#include "executor/http/url.hpp"
#include "value/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace wf {

struct HttpHeader {
    std::string name;
    std::string value;
};

struct HttpCall {
    std::string method = "GET";
    http::Url url;
    std::vector<HttpHeader> headers;
    std::optional<std::string> body;
    std::string cookies;  ///< value of the Cookie header, empty: none
    std::optional<std::pair<std::string, std::string>> basic_auth;  ///< user and password
    Millis timeout{60'000};  ///< to connect, and between two packets
    bool follow_redirects = false;
    std::string proxy;  ///< empty: as the environment says
    bool verify_peer = true;
    std::string ca_path;  ///< file or folder of certificates; empty: the system's
};

namespace http {

/// Why no call could be made: Python's text, without a prefix.
struct BadParameter {
    std::string text;
};

/// @param input  std.http's parameters; missing ones have their defaults.
std::variant<HttpCall, BadParameter> make_call(const Value& input, Millis default_timeout);

/// Replaces a header of this name (in any case), or adds it.
void set_header(std::vector<HttpHeader>& headers, std::string_view name, std::string_view value);
/// nullptr if there is none; any case.
const HttpHeader* find_header(const std::vector<HttpHeader>& headers, std::string_view name);
void remove_header(std::vector<HttpHeader>& headers, std::string_view name);

}  // namespace http
}  // namespace wf
