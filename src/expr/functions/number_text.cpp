// Reading numbers from texts.
#include "expr/functions/number_text.hpp"

#include "expr/runtime/error.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

#include <charconv>
#include <limits>
#include <string>

namespace wf::expr {
namespace {

// ASCII form without blanks around and underscores between digits; nullopt if an underscore is
// misplaced.
std::optional<std::string> normalised(std::string_view text) {
    text = unicode::strip(text);
    std::string out;
    bool after_digit = false;
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = unicode::decode(text, position);
        if (c == '_') {
            std::size_t next = position;
            const bool before_digit =
                position < text.size() && unicode::digit_value(unicode::decode(text, next)) >= 0;
            if (!after_digit || !before_digit) return std::nullopt;
            after_digit = false;
            continue;
        }
        const int digit = unicode::digit_value(c);
        after_digit = digit >= 0;
        if (after_digit)
            out.push_back(static_cast<char>('0' + digit));
        else
            unicode::append(out, c);
    }
    return out;
}

std::string lower_ascii(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

}  // namespace

std::optional<Value> read_integer(std::string_view text) {
    const std::optional<std::string> plain = normalised(text);
    if (!plain) return std::nullopt;
    std::string_view digits = *plain;
    if (!digits.empty() && (digits[0] == '+' || digits[0] == '-')) digits.remove_prefix(1);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    if (digits.size() > 4300) return std::nullopt;
    const bool negative = plain->front() == '-';
    return Value::integer_from_text(negative ? "-" + std::string{digits} : std::string{digits});
}

std::optional<double> read_float(std::string_view text) {
    std::optional<std::string> plain = normalised(text);
    if (!plain) return std::nullopt;
    const std::string lowered = lower_ascii(*std::move(plain));
    std::string_view rest = lowered;
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    double number = 0;
    if (rest == "nan") {
        number = std::numeric_limits<double>::quiet_NaN();
    } else if (rest == "inf" || rest == "infinity") {
        number = std::numeric_limits<double>::infinity();
    } else {
        if (rest.empty() || (rest[0] != '.' && (rest[0] < '0' || rest[0] > '9')))
            return std::nullopt;
        const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (stop != rest.data() + rest.size()) return std::nullopt;
        // from_chars leaves the value alone: too small reads as 0, too great as infinity.
        if (error == std::errc::result_out_of_range) {
            const bool tiny = rest.find("e-") != std::string_view::npos;
            number = tiny ? 0.0 : std::numeric_limits<double>::infinity();
        }
    }
    return negative ? -number : number;
}

Value parse_integer(std::string_view text) {
    if (std::optional<Value> number = read_integer(text)) return *std::move(number);
    raise_value("invalid literal for int() with base 10: " + python_repr(text));
}

Value parse_float(std::string_view text) {
    if (const std::optional<double> number = read_float(text)) return *number;
    raise_value("could not convert string to float: " + python_repr(text));
}

}  // namespace wf::expr
