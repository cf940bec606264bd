#include "value/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace wf::utf8 {
namespace {

constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080ULL;

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

bool is_continuation(unsigned byte) {
    return (byte & 0xc0U) == 0x80U;
}

/// Number of ASCII bytes at the front of `text` from `at` on, counted in whole words of eight.
std::size_t ascii_words(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & high_bits) != 0) break;
    }
    return at - begin;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    if (lead < 0x80U) return {lead, 1, true};
    if (lead < 0xc2U || lead > 0xf4U) return {};
    const std::size_t length = lead < 0xe0U ? 2 : lead < 0xf0U ? 3 : 4;
    if (text.size() - at < length) return {};
    char32_t value = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned byte = byte_at(text, at + i);
        if (!is_continuation(byte)) return {};
        value = (value << 6U) | (byte & 0x3fU);
    }
    constexpr char32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool is_surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < lowest[length] || value > 0x10ffff || is_surrogate) return {};
    return {value, static_cast<std::uint8_t>(length), true};
}

void append(std::string& out, char32_t code_point) {
    const auto tail = [&out](char32_t bits) {
        out.push_back(static_cast<char>(0x80U | (bits & 0x3fU)));
    };
    if (code_point < 0x80) {
        out.push_back(static_cast<char>(code_point));
    } else if (code_point < 0x800) {
        out.push_back(static_cast<char>(0xc0U | (code_point >> 6U)));
        tail(code_point);
    } else if (code_point < 0x10000) {
        out.push_back(static_cast<char>(0xe0U | (code_point >> 12U)));
        tail(code_point >> 6U);
        tail(code_point);
    } else {
        out.push_back(static_cast<char>(0xf0U | (code_point >> 18U)));
        tail(code_point >> 12U);
        tail(code_point >> 6U);
        tail(code_point);
    }
}

bool is_ascii(std::string_view text) {
    const std::size_t words = ascii_words(text, 0);
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(words), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80U;
    });
}

bool is_valid(std::string_view text) {
    return find_invalid(text) == npos;
}

std::size_t find_invalid(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        at += ascii_words(text, at);
        // A word that is not all ASCII, or the rest: by code point, at least one.
        for (const std::size_t end = at + 8; at < text.size() && at < end;) {
            const CodePoint next = decode(text, at);
            if (!next.valid) return at;
            at += next.length;
        }
    }
    return npos;
}

std::string replace_invalid(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (;;) {
        const std::size_t bad = find_invalid(text);
        out.append(text.substr(0, bad));
        if (bad == npos) return out;
        append(out, replacement);
        text.remove_prefix(bad + 1);
    }
}

std::size_t count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return !is_continuation(static_cast<unsigned char>(c));
    }));
}

std::size_t offset_of(std::string_view text, std::size_t index) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if (is_continuation(byte_at(text, at))) continue;
        if (index-- == 0) break;
    }
    return at;
}

std::size_t index_of(std::string_view text, std::size_t offset) {
    return count(text.substr(0, offset));
}

std::string_view slice(std::string_view text, std::size_t first, std::size_t last) {
    if (last <= first) return {};
    text.remove_prefix(offset_of(text, first));
    return last == npos ? text : text.substr(0, offset_of(text, last - first));
}

std::u32string decode_all(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = decode(text, at);
        out.push_back(next.value);
        at += next.length;
    }
    return out;
}

std::string encode_all(std::u32string_view code_points) {
    std::string out;
    out.reserve(code_points.size());
    for (const char32_t code_point : code_points) append(out, code_point);
    return out;
}

}  // namespace wf::utf8
