#include "executor/http/cookies.hpp"

#include "executor/http/charset.hpp"
#include "value/utf8.hpp"

#include <strings.h>

#include <charconv>

namespace wf::http {

namespace {

struct Cookie {
    std::string name;
    std::string value;
    bool is_deleted = false;
};

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Splits at the first `mark`; what is before it is taken off `rest`.
std::string_view take_until(std::string_view& rest, char mark) {
    const std::size_t end = std::min(rest.find(mark), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return trimmed(part);
}

// "Max-Age=0" and a date of the epoch are how servers delete; other dates are not looked at, no
// clock is read here.
bool deletes(std::string_view name, std::string_view value) {
    const std::string key{name};
    if (strcasecmp(key.c_str(), "max-age") == 0) {
        long seconds = 1;
        std::from_chars(value.data(), value.data() + value.size(), seconds);
        return seconds <= 0;
    }
    return strcasecmp(key.c_str(), "expires") == 0 && value.find("1970") != std::string_view::npos;
}

Cookie parse_set_cookie(std::string_view text) {
    std::string_view pair = take_until(text, ';');
    Cookie cookie;
    cookie.name = take_until(pair, '=');
    cookie.value = trimmed(pair);
    while (!text.empty()) {
        std::string_view attribute = take_until(text, ';');
        const std::string_view name = take_until(attribute, '=');
        cookie.is_deleted = cookie.is_deleted || deletes(name, trimmed(attribute));
    }
    return cookie;
}

std::vector<Cookie> set_cookies(const std::vector<HttpHeader>& headers) {
    std::vector<Cookie> cookies;
    for (const HttpHeader& header : headers) {
        if (strcasecmp(header.name.c_str(), "set-cookie") != 0) continue;
        Cookie cookie = parse_set_cookie(header.value);
        if (!cookie.name.empty()) cookies.push_back(std::move(cookie));
    }
    return cookies;
}

Value text_value(const std::string& text) {
    return utf8::is_valid(text) ? Value{text} : Value{to_utf8(text, "ISO-8859-1")};
}

}  // namespace

Value cookies_value(const std::vector<HttpHeader>& headers) {
    DictBuilder dict;
    for (const Cookie& cookie : set_cookies(headers)) {
        if (cookie.is_deleted) {
            dict.erase(text_value(cookie.name));
        } else {
            dict.set(text_value(cookie.name), text_value(cookie.value));
        }
    }
    return std::move(dict).freeze();
}

std::string next_cookies(const std::string& sent, const std::vector<HttpHeader>& headers) {
    std::vector<Cookie> cookies;
    std::string_view rest = sent;
    while (!rest.empty()) {
        std::string_view pair = take_until(rest, ';');
        const std::string name{take_until(pair, '=')};
        cookies.push_back({name, std::string{pair}, false});
    }
    for (Cookie& changed : set_cookies(headers)) {
        std::erase_if(cookies, [&](const Cookie& known) { return known.name == changed.name; });
        if (!changed.is_deleted) cookies.push_back(std::move(changed));
    }
    std::string out;
    for (const Cookie& cookie : cookies) {
        if (!out.empty()) out += "; ";
        out += cookie.name + "=" + cookie.value;
    }
    return out;
}

}  // namespace wf::http
