#include "expr/jinja/syntax/number.hpp"

#include "expr/jinja/syntax/syntax_error.hpp"
#include "value/big_integer.hpp"

#include <charconv>
#include <cmath>

namespace wf::expr::jinja {

Value integer_literal(std::string_view digits) {
    unsigned base = 10;
    if (digits.size() > 2 && digits[0] == '0') {
        const char mark = static_cast<char>(digits[1] | 0x20);
        base = mark == 'b' ? 2 : mark == 'o' ? 8 : mark == 'x' ? 16 : 10;
    }
    if (base != 10) digits.remove_prefix(2);
    const auto number = BigInteger::from_text(digits, base);
    if (!number) throw SyntaxError{"Exceeds the limit (4300 digits) for integer string conversion"};
    return Value::big_integer(*number);
}

Value float_literal(std::string_view digits) {
    double number = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (end.ec == std::errc::result_out_of_range) {
        // Too big is infinite, too small is zero; from_chars leaves the number as it was.
        const std::size_t exponent = digits.find_first_of("eE");
        const bool is_small =
            exponent != std::string_view::npos && digits.substr(exponent + 1).starts_with('-');
        number = is_small ? 0.0 : HUGE_VAL;
    }
    return Value{number};
}

}  // namespace wf::expr::jinja
