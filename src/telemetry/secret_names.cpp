#include "telemetry/secret_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace wf {

namespace {

constexpr std::array<std::string_view, 9> secret_words = {
    "password",
    "passwd",
    "token",
    "secret",
    "auth",
    "apikey",
    "credential",
    "cookie",
    "privatekey"};

// "Api-Key" and "api_key" are the same word here.
std::string without_separators(std::string_view name) {
    std::string plain;
    plain.reserve(name.size());
    for (const char c : name) {
        if (c == '-' || c == '_' || c == ' ') continue;
        plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return plain;
}

}  // namespace

bool is_secret_name(std::string_view name) {
    const std::string plain = without_separators(name);
    return std::ranges::any_of(secret_words, [&](std::string_view word) {
        return plain.find(word) != std::string::npos;
    });
}

std::string mask_url_password(std::string_view url) {
    const std::size_t scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos) return std::string{url};
    const std::size_t start = scheme_end + 3;
    const std::string_view authority = url.substr(start, url.find_first_of("/?#", start) - start);
    // The last '@' ends the user information: careless passwords contain one themselves.
    const std::size_t at = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) {
        return std::string{url};
    }
    std::string masked{url.substr(0, start + colon + 1)};
    masked += secret_mask;
    masked += url.substr(start + at);
    return masked;
}

}  // namespace wf
