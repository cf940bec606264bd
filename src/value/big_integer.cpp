#include "value/big_integer.hpp"

#include "base/assert.hpp"
#include "value/node/access.hpp"
#include "value/node/big.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wf {
namespace {

using Number = BigInteger::Number;
namespace mp = boost::multiprecision;

constexpr char digit_of(unsigned value) {
    return "0123456789abcdefghijklmnopqrstuvwxyz"[value];
}

/// Value of a digit, or `none`.
constexpr unsigned none = 99;

constexpr unsigned digit_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 10;
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A') + 10;
    return none;
}

std::size_t bits_of(const Number& magnitude) {
    return magnitude.is_zero() ? 0 : static_cast<std::size_t>(mp::msb(magnitude)) + 1;
}

/// The nearest double of `magnitude` * 2^exponent; `sticky`: the number is a little greater than
/// told. The topmost 64 bits with all lower ones folded into the last let the hardware round
/// correctly, so long as the result is not subnormal.
double round_to_double(const Number& magnitude, long exponent, bool sticky) {
    const std::size_t bits = bits_of(magnitude);
    if (bits <= 64 && !sticky) {
        return std::ldexp(
            static_cast<double>(magnitude.convert_to<std::uint64_t>()), static_cast<int>(exponent)
        );
    }
    if (bits <= 64) return round_to_double(magnitude << 64, exponent - 64, true);
    const std::size_t cut = bits - 64;
    auto top = (magnitude >> cut).convert_to<std::uint64_t>();
    if (sticky || mp::lsb(magnitude) < cut) top |= 1;
    const long scale = exponent + static_cast<long>(cut);
    if (scale > 2000) return std::numeric_limits<double>::infinity();
    return std::ldexp(static_cast<double>(top), static_cast<int>(scale));
}

/// Quotient and remainder, rounded down.
std::pair<Number, Number> floor_divide(const Number& a, const Number& b) {
    WF_ASSERT(!b.is_zero(), "the caller reports a division by zero");
    Number quotient;
    Number remainder;
    mp::divide_qr(a, b, quotient, remainder);
    if (!remainder.is_zero() && (remainder.sign() < 0) != (b.sign() < 0)) {
        --quotient;
        remainder += b;
    }
    return {std::move(quotient), std::move(remainder)};
}

}  // namespace

BigInteger BigInteger::of(const Value& value) {
    if (value.kind() == Kind::big_integer) return value.as_big_integer();
    if (value.is_bool()) return BigInteger{std::int64_t{value.as_bool() ? 1 : 0}};
    return BigInteger{value.as_int()};
}

std::optional<BigInteger> BigInteger::from_text(std::string_view text, unsigned base) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    // Digits are gathered into words first: one long multiplication for up to 12 of them.
    Number number;
    std::uint64_t word = 0;
    std::uint64_t word_scale = 1;
    for (const char c : text) {
        const unsigned digit = digit_value(c);
        if (digit >= base) return std::nullopt;
        word = word * base + digit;
        word_scale *= base;
        if (word_scale >= 1ULL << 56U) {
            number = number * word_scale + word;
            word = 0;
            word_scale = 1;
        }
    }
    number = number * word_scale + word;
    if (negative) number = -number;
    return BigInteger{std::move(number)};
}

BigInteger BigInteger::from_double(double number) {
    WF_ASSERT(std::isfinite(number), "only a finite double has an integer part");
    int exponent = 0;
    const double fraction = std::frexp(std::trunc(number), &exponent);
    if (exponent <= 63) return BigInteger{static_cast<std::int64_t>(number)};
    Number whole{static_cast<std::int64_t>(std::ldexp(fraction, 62))};
    whole <<= exponent - 62;
    return BigInteger{std::move(whole)};
}

std::size_t BigInteger::bit_length() const {
    return bits_of(mp::abs(number_));
}

std::optional<std::int64_t> BigInteger::to_int64() const {
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    if (number_ < lowest || number_ > highest) return std::nullopt;
    return number_.convert_to<std::int64_t>();
}

double BigInteger::to_double() const {
    const double magnitude = round_to_double(mp::abs(number_), 0, false);
    return is_negative() ? -magnitude : magnitude;
}

std::string BigInteger::to_text(unsigned base) const {
    if (base == 10) return number_.str();
    if (is_zero()) return "0";
    std::string text;
    Number rest = mp::abs(number_);
    while (!rest.is_zero()) {
        text.push_back(digit_of(static_cast<unsigned>(mp::integer_modulus(rest, base))));
        rest /= base;
    }
    if (is_negative()) text.push_back('-');
    std::ranges::reverse(text);
    return text;
}

BigInteger operator+(const BigInteger& a, const BigInteger& b) {
    return BigInteger{a.number_ + b.number_};
}

BigInteger operator-(const BigInteger& a, const BigInteger& b) {
    return BigInteger{a.number_ - b.number_};
}

BigInteger operator*(const BigInteger& a, const BigInteger& b) {
    return BigInteger{a.number_ * b.number_};
}

BigInteger operator-(const BigInteger& a) {
    return BigInteger{-a.number_};
}

BigInteger operator~(const BigInteger& a) {
    return BigInteger{-a.number_ - 1};
}

BigInteger operator&(const BigInteger& a, const BigInteger& b) {
    return BigInteger{a.number_ & b.number_};
}

BigInteger operator|(const BigInteger& a, const BigInteger& b) {
    return BigInteger{a.number_ | b.number_};
}

BigInteger operator^(const BigInteger& a, const BigInteger& b) {
    return BigInteger{a.number_ ^ b.number_};
}

BigInteger operator<<(const BigInteger& a, std::uint32_t bits) {
    return BigInteger{a.number_ << bits};
}

BigInteger operator>>(const BigInteger& a, std::uint32_t bits) {
    if (!a.is_negative()) return BigInteger{a.number_ >> bits};
    // ~(~a >> bits) rounds a negative number down.
    return ~BigInteger{(~a).number_ >> bits};
}

BigInteger floor_div(const BigInteger& a, const BigInteger& b) {
    return BigInteger{floor_divide(a.number(), b.number()).first};
}

BigInteger floor_mod(const BigInteger& a, const BigInteger& b) {
    return BigInteger{floor_divide(a.number(), b.number()).second};
}

BigInteger pow(const BigInteger& base, std::uint32_t exponent) {
    return BigInteger{Number(mp::pow(base.number(), exponent))};
}

double true_div(const BigInteger& a, const BigInteger& b) {
    WF_ASSERT(!b.is_zero(), "the caller reports a division by zero");
    Number dividend = mp::abs(a.number());
    Number divisor = mp::abs(b.number());
    // Scaled so that the quotient has at least 66 bits; whatever remains only matters as "not
    // zero".
    const long shift =
        static_cast<long>(bits_of(divisor)) - static_cast<long>(bits_of(dividend)) + 66;
    if (shift > 0)
        dividend <<= shift;
    else
        divisor <<= -shift;
    Number quotient;
    Number remainder;
    mp::divide_qr(dividend, divisor, quotient, remainder);
    const double magnitude = round_to_double(quotient, -shift, !remainder.is_zero());
    return a.is_negative() != b.is_negative() ? -magnitude : magnitude;
}

std::partial_ordering compare(const BigInteger& a, double b) {
    if (std::isnan(b)) return std::partial_ordering::unordered;
    if (std::isinf(b)) return b > 0 ? std::partial_ordering::less : std::partial_ordering::greater;
    const double whole = std::floor(b);
    const std::strong_ordering order = a <=> BigInteger::from_double(whole);
    if (std::is_neq(order)) return order;
    return whole < b ? std::partial_ordering::less : std::partial_ordering::equivalent;
}

}  // namespace wf
