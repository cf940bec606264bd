// Strings in JSON text, escaped as Python's json.dumps does with and without ensure_ascii.
#include "value/json.hpp"
#include "value/utf8.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace wf {
namespace {

constexpr std::uint64_t ones = 0x0101'0101'0101'0101ULL;
constexpr std::uint64_t high_bits = ones * 0x80U;

constexpr std::uint64_t zero_bytes(std::uint64_t word) {
    return (word - ones) & ~word & high_bits;
}

/// Marks bytes that cannot be copied as they are: control characters, DEL, '"', '\\' and non-ASCII.
/// A false mark may follow a true one.
constexpr std::uint64_t special_bytes(std::uint64_t word) {
    return ((word - ones * 0x20U) & ~word & high_bits) | zero_bytes(word ^ (ones * '"')) |
           zero_bytes(word ^ (ones * '\\')) | zero_bytes(word ^ (ones * 0x7fU)) |
           (word & high_bits);
}

bool is_special(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7f || byte == '"' || byte == '\\';
}

/// First byte from `at` on that needs a look, text.size() if there is none.
std::size_t find_special(std::string_view text, std::size_t at) {
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        if (const std::uint64_t marks = special_bytes(word); marks != 0)
            return at + static_cast<std::size_t>(std::countr_zero(marks)) / 8;
    }
    while (at < text.size() && !is_special(text[at])) ++at;
    return at;
}

void append_unit(std::string& out, char32_t unit) {
    constexpr char digits[] = "0123456789abcdef";
    const std::array<char, 6> escape = {
        '\\',
        'u',
        digits[(unit >> 12U) & 0xfU],
        digits[(unit >> 8U) & 0xfU],
        digits[(unit >> 4U) & 0xfU],
        digits[unit & 0xfU]};
    out.append(escape.data(), escape.size());
}

void append_escaped(std::string& out, char32_t code_point) {
    switch (code_point) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    case '\b': out.append("\\b"); return;
    case '\f': out.append("\\f"); return;
    default: break;
    }
    if (code_point < 0x10000) {
        append_unit(out, code_point);
        return;
    }
    append_unit(out, 0xd800 + ((code_point - 0x10000) >> 10U));
    append_unit(out, 0xdc00 + ((code_point - 0x10000) & 0x3ffU));
}

}  // namespace

void write_json_string(std::string& out, std::string_view text, JsonStyle style) {
    const bool ascii = style != JsonStyle::compact;
    out.push_back('"');
    for (std::size_t at = 0;;) {
        const std::size_t special = find_special(text, at);
        out.append(text.data() + at, special - at);
        if (special == text.size()) break;
        const utf8::CodePoint next = utf8::decode(text, special);
        // What is not UTF-8 becomes U+FFFD: what is written can always be read.
        if (ascii || next.value < 0x20 || next.value == '"' || next.value == '\\')
            append_escaped(out, next.value);
        else
            utf8::append(out, next.value);
        at = special + next.length;
    }
    out.push_back('"');
}

}  // namespace wf
