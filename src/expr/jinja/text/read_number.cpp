#include "expr/jinja/text/read_number.hpp"

#include "expr/runtime/unicode.hpp"
#include "value/big_integer.hpp"

#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace wf::expr::jinja {
namespace {

/// Removes underscores; nullopt if one does not stand between digits. Digits of other scripts
/// become ASCII.
std::optional<std::string> plain_digits(std::string_view text) {
    std::string out;
    bool after_digit = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = unicode::decode(text, at);
        if (code == '_') {
            std::size_t next = at;
            const char32_t following = at < text.size() ? unicode::decode(text, next) : U' ';
            const bool before_digit =
                unicode::is_decimal(following) ||
                (following < 0x80 && std::isalnum(static_cast<int>(following)) != 0);
            if (!after_digit || !before_digit) return std::nullopt;
            after_digit = false;
            continue;
        }
        const int digit = unicode::digit_value(code);
        if (digit < 0 && code >= 0x80) return std::nullopt;
        out += digit >= 0 ? static_cast<char>('0' + digit) : static_cast<char>(code);
        after_digit = digit >= 0 || std::isalnum(static_cast<int>(code)) != 0;
    }
    return out;
}

}  // namespace

std::optional<double> read_float(std::string_view text) {
    const auto digits = plain_digits(unicode::strip(text));
    if (!digits) return std::nullopt;
    std::string_view rest = *digits;
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    const std::string word = unicode::lower(rest);
    double number = 0;
    if (word == "inf" || word == "infinity") {
        number = HUGE_VAL;
    } else if (word == "nan") {
        number = std::numeric_limits<double>::quiet_NaN();
    } else {
        if (rest.empty() ||
            !(std::isdigit(static_cast<unsigned char>(rest[0])) != 0 || rest[0] == '.'))
            return std::nullopt;
        const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (read.ptr != rest.data() + rest.size() || read.ec == std::errc::invalid_argument)
            return std::nullopt;
        if (read.ec == std::errc::result_out_of_range)
            number = rest.find("e-") != std::string_view::npos ||
                             rest.find("E-") != std::string_view::npos || rest.starts_with("0.") ||
                             rest.starts_with('.')
                         ? 0.0
                         : HUGE_VAL;
    }
    return negative ? -number : number;
}

std::optional<Value> read_integer(std::string_view text, std::int64_t base) {
    const auto digits = plain_digits(unicode::strip(text));
    if (!digits || base < 0 || base == 1 || base > 36) return std::nullopt;
    std::string_view rest = *digits;
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    if (rest.size() > 2 && rest[0] == '0') {
        const char mark = static_cast<char>(rest[1] | 0x20);
        const int marked = mark == 'b' ? 2 : mark == 'o' ? 8 : mark == 'x' ? 16 : 0;
        if (marked != 0 && (base == marked || base == 0)) {
            rest.remove_prefix(2);
            base = marked;
        }
    }
    if (base == 0) {
        // Without a prefix only zeros may start with a zero.
        if (rest.starts_with('0') && rest.find_first_not_of('0') != std::string_view::npos)
            return std::nullopt;
        base = 10;
    }
    if (rest.empty() || rest[0] == '-' || rest[0] == '+') return std::nullopt;
    const auto number = BigInteger::from_text(rest, static_cast<unsigned>(base));
    if (!number) return std::nullopt;
    return Value::big_integer(negative ? -*number : *number);
}

}  // namespace wf::expr::jinja
