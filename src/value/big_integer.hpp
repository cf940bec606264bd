// Integers of any size with Python's rules: floor division, two's complement bits, exact
// comparison. For the expression functions; everybody else sees a Value of kind big_integer.
#pragma once
#include <boost/multiprecision/cpp_int.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf {

class Value;

/// Longest decimal text that is read or written, as in CPython 3.11: conversion is quadratic.
inline constexpr std::size_t integer_digits_max = 4300;
/// Integers up to this many bits have at most integer_digits_max digits.
inline constexpr std::size_t integer_bits_max = 14284;

class BigInteger {
public:
    /// Without expression templates: operators return numbers, not unevaluated expressions.
    using Number = boost::multiprecision::
        number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

    BigInteger() = default;

    explicit BigInteger(std::int64_t number) : number_(number) {}

    explicit BigInteger(std::uint64_t number) : number_(number) {}

    explicit BigInteger(Number number) : number_(std::move(number)) {}

    /// The number in a value of kind boolean, integer or big_integer.
    static BigInteger of(const Value& value);
    /// "-123" or "+123" in base 2 to 36; nullopt for anything else, underscores and blanks
    /// included.
    static std::optional<BigInteger> from_text(std::string_view text, unsigned base = 10);
    /// Rounds towards zero. The number must be finite.
    static BigInteger from_double(double number);

    const Number& number() const { return number_; }

    bool is_zero() const { return number_.is_zero(); }

    bool is_negative() const { return number_.sign() < 0; }

    /// Length of the absolute value in bits; 0 for 0. Check it before results that may explode.
    std::size_t bit_length() const;
    std::optional<std::int64_t> to_int64() const;
    /// Nearest double, ties to even; infinite when out of range (Python raises OverflowError).
    double to_double() const;
    std::string to_text(unsigned base = 10) const;

    friend BigInteger operator+(const BigInteger& a, const BigInteger& b);
    friend BigInteger operator-(const BigInteger& a, const BigInteger& b);
    friend BigInteger operator*(const BigInteger& a, const BigInteger& b);
    friend BigInteger operator-(const BigInteger& a);
    friend BigInteger operator~(const BigInteger& a);
    friend BigInteger operator&(const BigInteger& a, const BigInteger& b);
    friend BigInteger operator|(const BigInteger& a, const BigInteger& b);
    friend BigInteger operator^(const BigInteger& a, const BigInteger& b);
    /// Multiplies by 2^bits.
    friend BigInteger operator<<(const BigInteger& a, std::uint32_t bits);
    /// Floor division by 2^bits.
    friend BigInteger operator>>(const BigInteger& a, std::uint32_t bits);

    friend bool operator==(const BigInteger& a, const BigInteger& b) {
        return a.number_ == b.number_;
    }

    friend std::strong_ordering operator<=>(const BigInteger& a, const BigInteger& b) {
        return a.number_.compare(b.number_) <=> 0;
    }

private:
    Number number_;
};

/// Quotient rounded down, so that the remainder has the divisor's sign. `b` is not zero.
BigInteger floor_div(const BigInteger& a, const BigInteger& b);
BigInteger floor_mod(const BigInteger& a, const BigInteger& b);
BigInteger pow(const BigInteger& base, std::uint32_t exponent);
/// Nearest double of a / b, as Python's true division of integers. `b` is not zero.
double true_div(const BigInteger& a, const BigInteger& b);
/// Exact; unordered for NaN.
std::partial_ordering compare(const BigInteger& a, double b);

}  // namespace wf
