#include "expr/jinja/text/format_number.hpp"

#include "value/big_integer.hpp"

#include <cmath>
#include <cstdio>

namespace wf::expr::jinja {

bool is_negative(const Value& number) {
    switch (number.kind()) {
    case Kind::integer: return number.as_int() < 0;
    case Kind::big_integer: return number.as_big_integer().is_negative();
    case Kind::floating: return std::signbit(number.as_double()) && !std::isnan(number.as_double());
    default: return false;
    }
}

std::string integer_digits(const Value& integer, unsigned base) {
    const std::string text = BigInteger::of(integer).to_text(base);
    return text.starts_with('-') ? text.substr(1) : text;
}

std::string float_digits(double number, char form, int precision, bool alternate) {
    const bool is_upper = form >= 'A' && form <= 'Z';
    if (std::isnan(number)) return is_upper ? "NAN" : "nan";
    if (std::isinf(number)) return is_upper ? "INF" : "inf";
    const char pattern[] = {
        '%',
        alternate ? '#' : '.',
        alternate ? '.' : '*',
        alternate ? '*' : form,
        alternate ? form : '\0',
        '\0'};
    const int length = std::snprintf(nullptr, 0, pattern, precision, std::fabs(number));
    std::string out(static_cast<std::size_t>(length), '\0');
    std::snprintf(out.data(), out.size() + 1, pattern, precision, std::fabs(number));
    return out;
}

}  // namespace wf::expr::jinja
