#include "expr/jinja/text/case.hpp"

#include "expr/runtime/unicode.hpp"

#include <utf8proc.h>

#include <cstdlib>

namespace wf::expr::jinja {
namespace {

utf8proc_category_t category_of(char32_t code) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code));
}

std::string single(char32_t code) {
    std::string text;
    unicode::append(text, code);
    return text;
}

/// Title case of one character; those that grow (ß) have theirs from upper case: "Ss".
std::string title_character(char32_t code) {
    const std::string upper = unicode::upper(single(code));
    std::size_t at = 0;
    unicode::decode(upper, at);
    if (at < upper.size()) return upper.substr(0, at) + unicode::lower(upper.substr(at));
    return single(static_cast<char32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(code))));
}

}  // namespace

bool is_upper(char32_t code) {
    return category_of(code) == UTF8PROC_CATEGORY_LU;
}

bool is_lower(char32_t code) {
    return category_of(code) == UTF8PROC_CATEGORY_LL;
}

bool is_cased(char32_t code) {
    return is_upper(code) || is_lower(code) || category_of(code) == UTF8PROC_CATEGORY_LT;
}

bool is_digit(char32_t code) {
    if (unicode::is_decimal(code)) return true;
    // Superscripts and circled digits have a digit value, fractions and Roman numerals have none.
    return code == 0xB2 || code == 0xB3 || code == 0xB9 || code == 0x2070 ||
           (code >= 0x2074 && code <= 0x2079) || (code >= 0x2080 && code <= 0x2089) ||
           (code >= 0x2460 && code <= 0x2468);
}

bool is_numeric(char32_t code) {
    const auto category = category_of(code);
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL ||
           category == UTF8PROC_CATEGORY_NO;
}

bool is_printable(char32_t code) {
    if (code == ' ') return true;
    switch (category_of(code)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: return false;
    default: return true;
    }
}

std::string capitalized(std::string_view text) {
    if (text.empty()) return {};
    std::size_t at = 0;
    const char32_t first = unicode::decode(text, at);
    return title_character(first) + unicode::lower(text.substr(at));
}

std::string swapped_case(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t code = unicode::decode(text, at);
        const std::string_view character = text.substr(begin, at - begin);
        if (is_upper(code))
            out += unicode::lower(character);
        else if (is_lower(code))
            out += unicode::upper(character);
        else
            out += character;
    }
    return out;
}

std::string folded_case(std::string_view text) {
    if (unicode::is_ascii(text)) return unicode::lower(text);
    utf8proc_uint8_t* folded = nullptr;
    const auto length = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()),
        &folded,
        UTF8PROC_CASEFOLD
    );
    if (length < 0) return std::string{text};
    std::string out{reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length)};
    std::free(folded);  // NOLINT: utf8proc allocates with malloc
    return out;
}

std::string titled(std::string_view text) {
    std::string out;
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t code = unicode::decode(text, at);
        const std::string_view character = text.substr(begin, at - begin);
        out += in_word ? unicode::lower(character) : title_character(code);
        in_word = is_cased(code);
    }
    return out;
}

}  // namespace wf::expr::jinja
