#include "expr/jinja/text/html.hpp"

#include "expr/jinja/text/find.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>
#include <charconv>

namespace wf::expr::jinja {
namespace {

struct Entity {
    std::string_view name;
    std::string_view text;
};

/// The named entities that occur in practice; others stay as they are.
constexpr Entity entities[] = {
    {"amp", "&"},         {"lt", "<"},          {"gt", ">"},          {"quot", "\""},
    {"apos", "'"},        {"nbsp", "\u00A0"},   {"copy", "\u00A9"},   {"reg", "\u00AE"},
    {"laquo", "\u00AB"},  {"raquo", "\u00BB"},  {"euro", "\u20AC"},   {"pound", "\u00A3"},
    {"sect", "\u00A7"},   {"deg", "\u00B0"},    {"hellip", "\u2026"}, {"ndash", "\u2013"},
    {"mdash", "\u2014"},  {"middot", "\u00B7"}, {"times", "\u00D7"},  {"bull", "\u2022"},
    {"lsquo", "\u2018"},  {"rsquo", "\u2019"},  {"ldquo", "\u201C"},  {"rdquo", "\u201D"},
    {"trade", "\u2122"},  {"auml", "\u00E4"},   {"ouml", "\u00F6"},   {"uuml", "\u00FC"},
    {"Auml", "\u00C4"},   {"Ouml", "\u00D6"},   {"Uuml", "\u00DC"},   {"szlig", "\u00DF"},
    {"eacute", "\u00E9"}, {"egrave", "\u00E8"}, {"agrave", "\u00E0"},
};

/// Reads the entity behind `&` and appends its character; returns the bytes read, 0 if it is none.
std::size_t read_entity(std::string_view rest, std::string& out) {
    const std::size_t end = rest.substr(0, 32).find(';');
    if (end == std::string_view::npos || end < 2) return 0;
    std::string_view name = rest.substr(1, end - 1);
    if (name.starts_with('#')) {
        const bool is_hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        name.remove_prefix(is_hexadecimal ? 2 : 1);
        std::uint32_t code = 0;
        const auto read =
            std::from_chars(name.data(), name.data() + name.size(), code, is_hexadecimal ? 16 : 10);
        if (name.empty() || read.ec != std::errc{} || read.ptr != name.data() + name.size())
            return 0;
        unicode::append(out, code == 0 || code > 0x10FFFF ? 0xFFFD : code);
        return end + 1;
    }
    const auto* entity = std::ranges::find(entities, name, &Entity::name);
    if (entity == std::end(entities)) return 0;
    out += entity->text;
    return end + 1;
}

std::string without(std::string_view text, std::string_view open, std::string_view close) {
    std::string out;
    std::size_t at = 0;
    for (;;) {
        const std::size_t begin = text.find(open, at);
        const std::size_t end =
            begin == std::string_view::npos ? begin : text.find(close, begin + open.size());
        if (end == std::string_view::npos) return out += text.substr(at);
        out += text.substr(at, begin - at);
        at = end + close.size();
    }
}

}  // namespace

std::string without_tags(Budget& budget, std::string_view html) {
    const std::string no_comments = without(html, "<!--", "-->");
    const std::string no_tags = without(no_comments, "<", ">");
    std::string squeezed;
    for (const std::string_view word : split_words(budget, no_tags, -1)) {
        if (!squeezed.empty()) squeezed += ' ';
        squeezed += word;
    }
    std::string out;
    const std::string_view view = squeezed;
    for (std::size_t at = 0; at < view.size();) {
        const std::size_t length = view[at] == '&' ? read_entity(view.substr(at), out) : 0;
        if (length == 0) out += view[at];
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

std::string percent_encoded(std::string_view text, std::string_view safe) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' ||
                              c == '~' || safe.find(c) != std::string_view::npos;
        if (is_plain) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

}  // namespace wf::expr::jinja
