#include "executor/http/url.hpp"

#include "value/python_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <iterator>

namespace wf::http {

namespace {

constexpr std::string_view unreserved_marks = "_.-~";
// Reserved characters that stay as they are: they may be meant as delimiters.
constexpr std::string_view reserved = "!#$&'()*+,/:;=?@[]";

bool is_alphanumeric(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The byte that "%XX" at `at` stands for, -1 if there is no such sequence.
int decoded_at(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size() || text[at] != '%') return -1;
    const int high = hex_digit(text[at + 1]);
    const int low = hex_digit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

void append_quoted(std::string& out, char c) {
    fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

// [user@]host[:port]
void split_authority(std::string_view authority, Url& url) {
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
        url.user_info = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    const bool is_bracketed = authority.starts_with('[');
    const std::size_t host_end = is_bracketed ? authority.find(']') : authority.find(':');
    url.host = lower(authority.substr(is_bracketed ? 1 : 0, host_end - (is_bracketed ? 1 : 0)));
    if (host_end == std::string_view::npos) return;
    const std::size_t colon = authority.find(':', host_end);
    if (colon != std::string_view::npos) url.port = authority.substr(colon + 1);
}

bool is_scheme(std::string_view text) {
    return !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
           std::ranges::all_of(text, [](char c) {
               return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
           });
}

void append_pair(std::string& out, std::string_view key, const Value& value) {
    if (value.is_null()) return;
    if (!out.empty()) out += '&';
    out += quote_plus(key);
    out += '=';
    out += quote_plus(python_str(value));
}

// Path of `base` up to its last slash, plus `relative`, without "." and ".." parts.
std::string merged_path(std::string_view base, std::string_view relative) {
    std::string rest{base.substr(0, base.rfind('/') + 1)};
    rest += relative;
    std::string path;
    for (std::size_t at = 0; at < rest.size();) {
        // A part is a slash and what follows it.
        const std::size_t end = std::min(rest.find('/', at + 1), rest.size());
        const std::string_view part = std::string_view{rest}.substr(at, end - at);
        const bool is_last = end == rest.size();
        if (part == "/..") path.erase(std::min(path.rfind('/'), path.size()));
        if (part == "/." || part == "/..") {
            if (is_last) path += '/';
        } else {
            path += part;
        }
        at = end;
    }
    return path;
}

}  // namespace

std::uint16_t Url::effective_port() const {
    if (port.empty()) return scheme == "https" ? 443 : 80;
    std::uint16_t number = 0;
    const char* last = port.data() + port.size();
    const auto [end, error] = std::from_chars(port.data(), last, number);
    return error == std::errc{} && end == last ? number : std::uint16_t{0};
}

std::string Url::origin() const {
    const bool is_v6 = host.find(':') != std::string::npos;
    return fmt::format(
        "{}://{}{}{}:{}", scheme, is_v6 ? "[" : "", host, is_v6 ? "]" : "", effective_port()
    );
}

std::string Url::text() const {
    const bool is_v6 = host.find(':') != std::string::npos;
    std::string out = fmt::format("{}://{}{}{}", scheme, is_v6 ? "[" : "", host, is_v6 ? "]" : "");
    if (!port.empty()) out += ":" + port;
    out += path;
    if (!query.empty()) out += "?" + query;
    if (!fragment.empty()) out += "#" + fragment;
    return out;
}

Url split_url(std::string_view text) {
    Url url;
    const std::size_t hash = text.find('#');
    if (hash != std::string_view::npos) url.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
    const std::size_t question = text.find('?');
    if (question != std::string_view::npos) url.query = text.substr(question + 1);
    text = text.substr(0, question);
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && is_scheme(text.substr(0, colon))) {
        url.scheme = lower(text.substr(0, colon));
        text.remove_prefix(colon + 1);
    }
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        const std::size_t end = std::min(text.find('/'), text.size());
        split_authority(text.substr(0, end), url);
        text.remove_prefix(end);
    }
    url.path = text;
    return url;
}

std::string requote(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            const int byte = decoded_at(text, i);
            if (byte < 0) {
                out += "%25";
                continue;
            }
            const char decoded = static_cast<char>(byte);
            if (is_alphanumeric(decoded) ||
                unreserved_marks.find(decoded) != std::string_view::npos) {
                out += decoded;
            } else {
                out += text.substr(i, 3);
            }
            i += 2;
        } else if (is_alphanumeric(c) || unreserved_marks.find(c) != std::string_view::npos || reserved.find(c) != std::string_view::npos) {
            out += c;
        } else {
            append_quoted(out, c);
        }
    }
    return out;
}

std::string quote_plus(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == ' ') {
            out += '+';
        } else if (is_alphanumeric(c) || unreserved_marks.find(c) != std::string_view::npos) {
            out += c;
        } else {
            append_quoted(out, c);
        }
    }
    return out;
}

std::string unquote(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int byte = decoded_at(text, i);
        if (byte < 0) {
            out += text[i];
        } else {
            out += static_cast<char>(byte);
            i += 2;
        }
    }
    return out;
}

std::string query_text(const Value& params) {
    if (params.is_null()) return "";
    if (!params.is_dict()) return python_str(params);
    std::string out;
    for (const Member& member : params.members()) {
        const std::string key = python_str(member.key);
        if (member.value.is_dict()) {
            for (const Member& inner : member.value.members()) append_pair(out, key, inner.key);
        } else if (member.value.is_list()) {
            for (const Value& item : member.value.items()) append_pair(out, key, item);
        } else {
            append_pair(out, key, member.value);
        }
    }
    return out;
}

Url request_url(std::string_view text, const Value& params) {
    const std::size_t first = text.find_first_not_of(" \t\n\r\f\v");
    Url url = split_url(first == std::string_view::npos ? std::string_view{} : text.substr(first));
    url.path = requote(url.path.empty() ? "/" : url.path);
    const std::string more = query_text(params);
    if (!more.empty()) url.query += (url.query.empty() ? "" : "&") + more;
    url.query = requote(url.query);
    url.fragment = requote(url.fragment);
    return url;
}

Url resolve(const Url& base, std::string_view location) {
    Url target = split_url(location);
    if (target.fragment.empty()) target.fragment = base.fragment;
    const bool has_authority = !target.host.empty();
    if (target.scheme.empty()) target.scheme = base.scheme;
    if (!has_authority && target.scheme == base.scheme) {
        target.host = base.host;
        target.port = base.port;
        if (target.path.empty()) {
            target.path = base.path;
            if (location.find('?') == std::string_view::npos) target.query = base.query;
        } else if (!target.path.starts_with('/')) {
            target.path = merged_path(base.path, target.path);
        }
    }
    target.path = requote(target.path.empty() ? "/" : target.path);
    target.query = requote(target.query);
    target.fragment = requote(target.fragment);
    return target;
}

}  // namespace wf::http
