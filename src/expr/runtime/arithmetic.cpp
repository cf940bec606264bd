// Numbers: 64-bit fast paths, then exact integers of any size, then floats.
#include "expr/runtime/arithmetic.hpp"

#include "expr/runtime/error.hpp"
#include "value/big_integer.hpp"

#include <cmath>
#include <utility>

namespace wf::expr::arith {
namespace {

// Results beyond this many bits are refused: no workflow needs them and they are quadratic to
// handle.
constexpr std::size_t bits_max = 1U << 20U;

bool is_small(const Value& value) {
    return value.kind() == Kind::integer || value.kind() == Kind::boolean;
}

std::int64_t small(const Value& value) {
    return value.kind() == Kind::boolean ? static_cast<std::int64_t>(value.as_bool())
                                         : value.as_int();
}

bool is_float(const Value& value) {
    return value.kind() == Kind::floating;
}

// An integer that is a float exactly.
bool is_exact(const Value& value) {
    constexpr std::int64_t limit = std::int64_t{1} << 53U;
    return is_small(value) && small(value) <= limit && small(value) >= -limit;
}

[[noreturn]] void zero_division(std::string message) {
    raise("ZeroDivisionError", std::move(message));
}

std::int64_t floor_div64(std::int64_t a, std::int64_t b) {
    const std::int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::int64_t floor_mod64(std::int64_t a, std::int64_t b) {
    if (b == -1) return 0;
    const std::int64_t rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

double float_floor_mod(double a, double b) {
    double rest = std::fmod(a, b);
    if (rest == 0.0) return std::copysign(0.0, b);
    if ((rest < 0) != (b < 0)) rest += b;
    return rest;
}

// x with base * x = 1 (mod modulus), by Euclid's algorithm.
BigInteger::Number inverse(const BigInteger::Number& base, const BigInteger::Number& modulus) {
    BigInteger::Number r0 = modulus;
    BigInteger::Number r1 = base;
    BigInteger::Number t0 = 0;
    BigInteger::Number t1 = 1;
    while (r1 != 0) {
        const BigInteger::Number quotient = r0 / r1;
        r0 = std::exchange(r1, BigInteger::Number(r0 - quotient * r1));
        t0 = std::exchange(t1, BigInteger::Number(t0 - quotient * t1));
    }
    if (r0 != 1) raise_value("base is not invertible for the given modulus");
    return t0 < 0 ? BigInteger::Number(t0 + modulus) : t0;
}

double float_floor_div(double a, double b) {
    const double rest = std::fmod(a, b);
    double quotient = (a - rest) / b;
    if (rest != 0.0 && (rest < 0) != (b < 0)) quotient -= 1.0;
    if (quotient == 0.0) return std::copysign(0.0, a / b);
    const double below = std::floor(quotient);
    return quotient - below > 0.5 ? below + 1.0 : below;
}

}  // namespace

bool is_numeric(const Value& value) {
    return value.is_number() || value.is_bool();
}

double to_double(const Value& number) {
    if (is_float(number)) return number.as_double();
    if (is_small(number)) return static_cast<double>(small(number));
    const double nearest = number.as_big_integer().to_double();
    if (std::isinf(nearest)) raise("OverflowError", "int too large to convert to float");
    return nearest;
}

std::int64_t to_int64(const Value& integer) {
    if (is_small(integer)) return small(integer);
    raise("OverflowError", "Python int too large to convert to C ssize_t");
}

Value add(const Value& a, const Value& b) {
    if (is_small(a) && is_small(b)) {
        std::int64_t sum = 0;
        if (!__builtin_add_overflow(small(a), small(b), &sum)) return sum;
    } else if (is_float(a) || is_float(b)) {
        return to_double(a) + to_double(b);
    }
    return Value::big_integer(BigInteger::of(a) + BigInteger::of(b));
}

Value subtract(const Value& a, const Value& b) {
    if (is_small(a) && is_small(b)) {
        std::int64_t difference = 0;
        if (!__builtin_sub_overflow(small(a), small(b), &difference)) return difference;
    } else if (is_float(a) || is_float(b)) {
        return to_double(a) - to_double(b);
    }
    return Value::big_integer(BigInteger::of(a) - BigInteger::of(b));
}

Value multiply(Context& context, const Value& a, const Value& b) {
    if (is_small(a) && is_small(b)) {
        std::int64_t product = 0;
        if (!__builtin_mul_overflow(small(a), small(b), &product)) return product;
    } else if (is_float(a) || is_float(b)) {
        return to_double(a) * to_double(b);
    }
    const BigInteger left = BigInteger::of(a);
    const BigInteger right = BigInteger::of(b);
    const std::size_t bits = left.bit_length() + right.bit_length();
    if (bits > bits_max) raise_limit("OverflowError", "integer too large");
    context.budget().steps(
        static_cast<std::int64_t>(left.bit_length() / 64 * right.bit_length() / 64 / 64)
    );
    return Value::big_integer(left * right);
}

Value floor_divide(const Value& a, const Value& b) {
    if (is_float(a) || is_float(b)) {
        const double divisor = to_double(b);
        if (divisor == 0.0) zero_division("float floor division by zero");
        return float_floor_div(to_double(a), divisor);
    }
    if (is_small(b) && small(b) == 0) zero_division("integer division or modulo by zero");
    if (is_small(a) && is_small(b) && !(small(a) == INT64_MIN && small(b) == -1))
        return floor_div64(small(a), small(b));
    return Value::big_integer(floor_div(BigInteger::of(a), BigInteger::of(b)));
}

Value true_divide(const Value& a, const Value& b) {
    if (is_float(a) || is_float(b)) {
        const double divisor = to_double(b);
        if (divisor == 0.0) zero_division("float division by zero");
        return to_double(a) / divisor;
    }
    if (is_small(b) && small(b) == 0) zero_division("division by zero");
    if (is_exact(a) && is_exact(b))
        return static_cast<double>(small(a)) / static_cast<double>(small(b));
    const double quotient = true_div(BigInteger::of(a), BigInteger::of(b));
    if (std::isinf(quotient))
        raise("OverflowError", "integer division result too large for a float");
    return quotient;
}

Value modulo(const Value& a, const Value& b) {
    if (is_float(a) || is_float(b)) {
        const double divisor = to_double(b);
        if (divisor == 0.0) zero_division("float modulo");
        return float_floor_mod(to_double(a), divisor);
    }
    if (is_small(b) && small(b) == 0) zero_division("integer modulo by zero");
    if (is_small(a) && is_small(b)) return floor_mod64(small(a), small(b));
    return Value::big_integer(floor_mod(BigInteger::of(a), BigInteger::of(b)));
}

Value power(Context& context, const Value& a, const Value& b) {
    const bool integers = !is_float(a) && !is_float(b);
    const bool negative = integers && BigInteger::of(b).is_negative();
    if (integers && !negative) {
        const BigInteger base = BigInteger::of(a);
        if (base.bit_length() <= 1 && !base.is_negative())
            return b == Value(0) || a == Value(1) ? Value(1) : Value(0);
        const std::int64_t exponent = is_small(b) ? small(b) : INT64_MAX;
        if (static_cast<std::uint64_t>(exponent) >
            bits_max / std::max<std::size_t>(base.bit_length(), 1)) {
            if (base.bit_length() == 1)
                return (BigInteger::of(b).number() & 1) == 0 ? Value(1) : Value(-1);
            raise_limit("OverflowError", "integer too large");
        }
        context.budget().steps(exponent / 64);
        return Value::big_integer(pow(base, static_cast<std::uint32_t>(exponent)));
    }
    const double base = to_double(a);
    const double exponent = to_double(b);
    if (base == 0.0 && exponent < 0) zero_division("0.0 cannot be raised to a negative power");
    const double result = std::pow(base, exponent);
    if (std::isinf(result) && !std::isinf(base) && !std::isinf(exponent))
        raise("OverflowError", "(34, 'Numerical result out of range')");
    if (std::isnan(result) && !std::isnan(base) && !std::isnan(exponent))
        raise_type("must be real number, not complex");
    return result;
}

Value power_modulo(const Value& a, const Value& b, const Value& modulus) {
    if (is_float(a) || is_float(b) || is_float(modulus))
        raise_type("pow() 3rd argument not allowed unless all arguments are integers");
    const BigInteger m = BigInteger::of(modulus);
    if (m.is_zero()) raise_value("pow() 3rd argument cannot be 0");
    BigInteger::Number base = floor_mod(BigInteger::of(a), m).number();
    BigInteger::Number exponent = BigInteger::of(b).number();
    const BigInteger::Number magnitude = abs(m.number());
    if (base < 0) base += magnitude;
    if (exponent < 0) {
        base = inverse(base, magnitude);
        exponent = -exponent;
    }
    const BigInteger::Number result = boost::multiprecision::powm(base, exponent, magnitude);
    return Value::big_integer(floor_mod(BigInteger(result), m));
}

Value negate(const Value& a) {
    if (is_float(a)) return -a.as_double();
    if (is_small(a) && small(a) != INT64_MIN) return -small(a);
    return Value::big_integer(-BigInteger::of(a));
}

Value absolute(const Value& a) {
    if (is_float(a)) return std::fabs(a.as_double());
    if (is_small(a) && small(a) != INT64_MIN) return small(a) < 0 ? -small(a) : small(a);
    const BigInteger number = BigInteger::of(a);
    return number.is_negative() ? Value::big_integer(-number) : a;
}

namespace {

std::partial_ordering reversed(std::partial_ordering order) {
    if (std::is_lt(order)) return std::partial_ordering::greater;
    return std::is_gt(order) ? std::partial_ordering::less : order;
}

}  // namespace

std::partial_ordering compare(const Value& a, const Value& b) {
    if (is_small(a) && is_small(b)) return small(a) <=> small(b);
    if (is_float(a) && is_float(b)) return a.as_double() <=> b.as_double();
    if (is_float(a)) {
        if (is_exact(b)) return a.as_double() <=> static_cast<double>(small(b));
        return reversed(wf::compare(BigInteger::of(b), a.as_double()));
    }
    if (is_float(b)) {
        if (is_exact(a)) return static_cast<double>(small(a)) <=> b.as_double();
        return wf::compare(BigInteger::of(a), b.as_double());
    }
    return BigInteger::of(a) <=> BigInteger::of(b);
}

}  // namespace wf::expr::arith
