// Character classes come from utf8proc; case mappings with several letters from unicode_upper.hpp.
#include "expr/runtime/unicode.hpp"

#include "expr/runtime/unicode_upper.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace wf::expr::unicode {
namespace {

constexpr char32_t replacement = 0xFFFD;

const utf8proc_property_t& property_of(char32_t code_point) {
    return *utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point));
}

int category_of(char32_t code_point) {
    return property_of(code_point).category;
}

bool is_letter_category(int category) {
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_number_category(int category) {
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool is_cased(char32_t code_point) {
    const int category = category_of(code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LT;
}

// A capital sigma becomes the final form when a letter precedes and none follows.
bool is_final_sigma(std::string_view text, std::size_t at, std::size_t after) {
    if (at == 0 || (after < text.size() && is_cased(decode(text, after)))) return false;
    std::size_t before = at - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0U) == 0x80) --before;
    return is_cased(decode(text, before));
}

void append_upper(std::string& out, char32_t code_point) {
    const auto* row = std::ranges::lower_bound(long_uppers, code_point, {}, &LongUpper::from);
    if (row == std::end(long_uppers) || row->from != code_point) {
        append(
            out, static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(code_point)))
        );
        return;
    }
    for (const char32_t part : row->to)
        if (part != 0) append(out, part);
}

template <class Matches>
std::string_view strip_if(std::string_view text, Side side, const Matches& matches) {
    std::size_t start = 0;
    while (side != Side::right && start < text.size()) {
        std::size_t next = start;
        if (!matches(decode(text, next))) break;
        start = next;
    }
    std::size_t stop = text.size();
    while (side != Side::left && stop > start) {
        std::size_t last = stop - 1;
        while (last > start && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80) --last;
        std::size_t next = last;
        if (!matches(decode(text, next))) break;
        stop = last;
    }
    return text.substr(start, stop - start);
}

}  // namespace

char32_t decode(std::string_view text, std::size_t& position) {
    const auto lead = static_cast<unsigned char>(text[position]);
    if (lead < 0x80) {
        ++position;
        return lead;
    }
    utf8proc_int32_t code_point = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + position);
    const auto left =
        static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - position, 4));
    const utf8proc_ssize_t used = utf8proc_iterate(bytes, left, &code_point);
    if (used <= 0) {
        ++position;
        return replacement;
    }
    position += static_cast<std::size_t>(used);
    return static_cast<char32_t>(code_point);
}

void append(std::string& out, char32_t code_point) {
    if (code_point < 0x80) {
        out.push_back(static_cast<char>(code_point));
        return;
    }
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
        code_point = replacement;
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t used =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(used));
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    }));
}

std::size_t offset_of(std::string_view text, std::size_t index) {
    std::size_t position = 0;
    while (index > 0 && position < text.size()) {
        position += width(text[position]);
        --index;
    }
    return std::min(position, text.size());
}

std::string_view slice(std::string_view text, std::size_t start, std::size_t stop) {
    if (stop <= start) return {};
    const std::size_t from = offset_of(text, start);
    const std::string_view rest = text.substr(from);
    return rest.substr(0, offset_of(rest, stop - start));
}

bool is_word(char32_t code_point) {
    if (code_point < 0x80) {
        const auto c = static_cast<unsigned char>(code_point);
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '_';
    }
    const int category = category_of(code_point);
    return is_letter_category(category) || is_number_category(category);
}

bool is_letter(char32_t code_point) {
    return is_letter_category(category_of(code_point));
}

bool is_decimal(char32_t code_point) {
    if (code_point < 0x80) return code_point >= '0' && code_point <= '9';
    return category_of(code_point) == UTF8PROC_CATEGORY_ND;
}

bool is_space(char32_t code_point) {
    if (code_point < 0x80)
        return code_point == ' ' || (code_point >= 9 && code_point <= 13) ||
               (code_point >= 0x1C && code_point <= 0x1F);
    const utf8proc_property_t& property = property_of(code_point);
    return property.category == UTF8PROC_CATEGORY_ZS ||
           property.bidi_class == UTF8PROC_BIDI_CLASS_WS ||
           property.bidi_class == UTF8PROC_BIDI_CLASS_B ||
           property.bidi_class == UTF8PROC_BIDI_CLASS_S;
}

int digit_value(char32_t code_point) {
    if (!is_decimal(code_point)) return -1;
    if (code_point < 0x80) return static_cast<int>(code_point - '0');
    // Digits of a script are ten neighbours, aligned so that the zero is the first of the run.
    int value = 0;
    while (value < 9 && is_decimal(code_point - static_cast<char32_t>(value) - 1)) ++value;
    return value;
}

std::string lower(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t at = position;
        const char32_t c = decode(text, position);
        if (c == 0x3A3)
            append(out, is_final_sigma(text, at, position) ? 0x3C2 : 0x3C3);
        else if (c == 0x130)
            out += "i\xCC\x87";
        else
            append(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
    }
    return out;
}

std::string upper(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t position = 0; position < text.size();)
        append_upper(out, decode(text, position));
    return out;
}

std::string_view strip(std::string_view text, Side side) {
    return strip_if(text, side, [](char32_t c) { return is_space(c); });
}

std::string_view strip(std::string_view text, std::string_view chars, Side side) {
    return strip_if(text, side, [chars](char32_t c) {
        for (std::size_t position = 0; position < chars.size();)
            if (decode(chars, position) == c) return true;
        return false;
    });
}

}  // namespace wf::expr::unicode
