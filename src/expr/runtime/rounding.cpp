// round() and the cut of floats to integers, with Python's exactness.
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/error.hpp"
#include "value/big_integer.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace wf::expr::arith {
namespace {

// Half to even at 10^-digits, digits < 0.
Value round_integer(const Value& number, std::int64_t digits) {
    if (digits < -400) return 0;
    const BigInteger unit = pow(BigInteger(std::int64_t{10}), static_cast<std::uint32_t>(-digits));
    const BigInteger value = BigInteger::of(number);
    const BigInteger rest = floor_mod(value, unit);
    BigInteger down = value - rest;
    const BigInteger twice = rest + rest;
    const bool odd = (floor_div(down, unit).number() & 1) != 0;
    if (twice > unit || (twice == unit && odd)) down = down + unit;
    return Value::big_integer(down);
}

double round_float(double number, std::int64_t digits) {
    // Beyond these there is nothing to round, or nothing left.
    if (digits > 323 || std::isnan(number) || std::isinf(number)) return number;
    if (digits < -308) return std::copysign(0.0, number);
    if (digits < 0) {
        const double unit = std::pow(10.0, static_cast<double>(-digits));
        return std::nearbyint(number / unit) * unit;
    }
    // The C library prints the exact binary value, correctly rounded, ties to even.
    std::array<char, 700> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%.*f", static_cast<int>(digits), number);
    double rounded = number;
    std::from_chars(text.data(), text.data() + length, rounded);
    return rounded;
}

}  // namespace

Value round(const Value& number, std::int64_t digits) {
    if (number.kind() == Kind::floating) return round_float(number.as_double(), digits);
    if (digits >= 0) return number;
    return round_integer(number, digits);
}

Value truncate(double number) {
    if (std::isnan(number)) raise_value("cannot convert float NaN to integer");
    if (std::isinf(number)) raise("OverflowError", "cannot convert float infinity to integer");
    constexpr double limit = 0x1p63;
    if (number > -limit && number < limit) return static_cast<std::int64_t>(number);
    return Value::big_integer(BigInteger::from_double(number));
}

}  // namespace wf::expr::arith
