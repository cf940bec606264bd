// URLs as text: parts, quoting as Python's requests does it, query strings, redirect targets.
#pragma once
#include "value/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wf::http {

struct Url {
    std::string scheme;     ///< lower case; empty if there is none
    std::string user_info;  ///< before '@', still quoted
    std::string host;       ///< lower case, IPv6 without brackets
    std::string port;       ///< digits, empty if not given
    std::string path;
    std::string query;  ///< without '?'
    std::string fragment;

    /// The port that is connected to; 0 for one that is none.
    std::uint16_t effective_port() const;
    /// "scheme://host:port", for queues and connections.
    std::string origin() const;
    /// The whole URL again, without user information.
    std::string text() const;
};

/// Takes any text apart; what is missing stays empty.
Url split_url(std::string_view text);

/// Percent-encodes what may not stand in a URL and keeps what is encoded already.
std::string requote(std::string_view text);
/// Percent-encodes all but letters, digits and "_.-~"; a blank becomes "+".
std::string quote_plus(std::string_view text);
/// Decodes %XX.
std::string unquote(std::string_view text);

/// The query of `params`: a mapping (lists repeat their key, nulls are left out) or text as it is.
std::string query_text(const Value& params);
/// The URL that is requested: blanks in front dropped, an empty path is "/", the query extended.
Url request_url(std::string_view text, const Value& params);
/// Target of a Location header seen at `base`.
Url resolve(const Url& base, std::string_view location);

}  // namespace wf::http
