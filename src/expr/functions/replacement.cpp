// Python's template language for re.sub: \1, \g<1>, \g<name>, \n and the like, octal numbers.
#include "expr/functions/replacement.hpp"

#include "expr/runtime/error.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_octal(std::string_view text) {
    return !text.empty() && text.find_first_not_of("01234567") == std::string_view::npos;
}

[[noreturn]] void refuse(const std::string& what, std::size_t at) {
    raise("RegexError", what + " at position " + std::to_string(at));
}

std::size_t number_in(std::string_view digits) {
    std::size_t number = 0;
    for (const char c : digits)
        number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(c - '0'), 100000);
    return number;
}

}  // namespace

Replacement::Replacement(std::string_view source, const Regex& regex) {
    for (std::size_t at = 0; at < source.size();) {
        if (source[at] != '\\') {
            literal_.push_back(source[at++]);
            continue;
        }
        if (at + 1 == source.size()) refuse("bad escape (end of pattern)", at);
        at = read_escape(source, at, regex);
    }
}

void Replacement::add_group(std::size_t group, std::size_t at, const Regex& regex) {
    if (group > regex.group_count()) refuse("invalid group reference " + std::to_string(group), at);
    pieces_.push_back({std::move(literal_), group, true});
    literal_.clear();
}

// `at` is the backslash; gives the position behind the escape.
std::size_t Replacement::read_escape(std::string_view source, std::size_t at, const Regex& regex) {
    const char c = source[at + 1];
    if (c == 'g') return read_named(source, at, regex);
    if (is_digit(c)) {
        std::size_t count = 1;
        while (count < 3 && at + 1 + count < source.size() && is_digit(source[at + 1 + count]))
            ++count;
        const std::string_view digits = source.substr(at + 1, count);
        const bool octal = c == '0' || (count == 3 && is_octal(digits));
        if (!octal) {
            const std::string_view group = digits.substr(0, std::min<std::size_t>(count, 2));
            add_group(number_in(group), at + 1, regex);
            return at + 1 + group.size();
        }
        std::size_t used = 0;
        char32_t code_point = 0;
        while (used < count && is_octal(digits.substr(used, 1)))
            code_point = code_point * 8 + static_cast<char32_t>(digits[used++] - '0');
        unicode::append(literal_, code_point & 0xFFU);
        return at + 1 + used;
    }
    constexpr std::string_view names = "abfnrtv\\";
    constexpr std::string_view values = "\a\b\f\n\r\t\v\\";
    if (const std::size_t simple = names.find(c); simple != std::string_view::npos) {
        literal_.push_back(values[simple]);
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        refuse("bad escape \\" + std::string(1, c), at);
    } else {
        literal_ += source.substr(at, 2);
    }
    return at + 2;
}

std::size_t Replacement::read_named(std::string_view source, std::size_t at, const Regex& regex) {
    if (at + 2 >= source.size() || source[at + 2] != '<') refuse("missing <", at + 2);
    const std::size_t end = source.find('>', at + 3);
    if (end == std::string_view::npos) refuse("missing >, unterminated name", at + 3);
    const std::string name{source.substr(at + 3, end - at - 3)};
    if (name.empty()) refuse("missing group name", at + 3);
    if (std::ranges::all_of(name, is_digit)) {
        add_group(number_in(name), at + 3, regex);
        return end + 1;
    }
    const auto& names = regex.group_names();
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) raise("IndexError", "unknown group name '" + name + "'");
    add_group(static_cast<std::size_t>(found - names.begin()), at + 3, regex);
    return end + 1;
}

void Replacement::append(std::string& out, std::string_view text, const Match& match) const {
    for (const Piece& piece : pieces_) {
        out += piece.literal;
        const Range& range = match[piece.group];
        if (range.matched()) out += text.substr(range.start, range.stop - range.start);
    }
    out += literal_;
}

}  // namespace wf::expr
