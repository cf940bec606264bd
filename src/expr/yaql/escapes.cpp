// Backslash escapes of quoted texts: those of Python, except \N{...}; an unknown one stays as it
// is.
#include "expr/runtime/unicode.hpp"
#include "expr/yaql/lexer.hpp"

#include <string>

namespace wf::expr::yaql {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Appends the code point of `digits` hexadecimal digits at `at`; false if they are not all there.
bool append_hex(std::string& out, std::string_view text, std::size_t at, std::size_t digits) {
    if (at + digits > text.size()) return false;
    char32_t code_point = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        const int value = hex_value(text[i]);
        if (value < 0) return false;
        code_point = code_point * 16 + static_cast<char32_t>(value);
    }
    unicode::append(out, code_point);
    return true;
}

std::size_t append_octal(std::string& out, std::string_view text, std::size_t at) {
    char32_t code_point = 0;
    std::size_t count = 0;
    while (count < 3 && at + count < text.size() && text[at + count] >= '0' &&
           text[at + count] <= '7') {
        code_point = code_point * 8 + static_cast<char32_t>(text[at + count] - '0');
        ++count;
    }
    unicode::append(out, code_point);
    return count;
}

constexpr std::string_view simple_names = "\\'\"abfnrtv";
constexpr std::string_view simple_values = "\\'\"\a\b\f\n\r\t\v";

// Handles the escape whose letter is at `at`; gives the number of characters used, 0 if it is none.
std::size_t append_escape(std::string& out, std::string_view text, std::size_t at) {
    const char letter = text[at];
    if (const std::size_t simple = simple_names.find(letter); simple != std::string_view::npos) {
        out.push_back(simple_values[simple]);
        return 1;
    }
    if (letter >= '0' && letter <= '7') return append_octal(out, text, at);
    const std::size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    return digits != 0 && append_hex(out, text, at + 1, digits) ? digits + 1 : 0;
}

}  // namespace

std::string unescape(std::string_view quoted) {
    std::string out;
    out.reserve(quoted.size());
    for (std::size_t at = 0; at < quoted.size();) {
        if (quoted[at] != '\\' || at + 1 == quoted.size()) {
            out.push_back(quoted[at++]);
            continue;
        }
        const std::size_t used = append_escape(out, quoted, at + 1);
        if (used == 0) out.push_back('\\');
        at += used + 1;
    }
    return out;
}

}  // namespace wf::expr::yaql
