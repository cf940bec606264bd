// Arithmetic and ordering of numbers with Python's rules: 64-bit integers that grow beyond, floats,
// floor division. Booleans count as 0 and 1; which operand kinds a language allows is the caller's
// business.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <compare>
#include <cstdint>

namespace wf::expr::arith {

/// Integer, big integer, float or boolean.
bool is_numeric(const Value& value);

// Both operands numeric. @raises ZeroDivisionError, OverflowError, limit errors for absurdly big
// results.
Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(Context& context, const Value& a, const Value& b);
Value floor_divide(const Value& a, const Value& b);  ///< Python's //
Value true_divide(const Value& a, const Value& b);   ///< Python's /
Value modulo(const Value& a, const Value& b);        ///< sign of the divisor
Value power(Context& context, const Value& a, const Value& b);
Value power_modulo(
    const Value& a, const Value& b, const Value& modulus
);  ///< integers; Python's pow(a, b, c)
Value negate(const Value& a);
Value absolute(const Value& a);

/// Exact, also between integers and floats; NaN is unordered.
std::partial_ordering compare(const Value& a, const Value& b);

/// Round half to even on the exact binary value. `digits` may be negative; integers stay integers.
Value round(const Value& number, std::int64_t digits);
/// A float cut towards zero. @raises ValueError for NaN, OverflowError for infinity.
Value truncate(double number);
/// Nearest float. @raises OverflowError "int too large to convert to float".
double to_double(const Value& number);
/// Integer or boolean as 64 bits. @raises OverflowError if it does not fit.
std::int64_t to_int64(const Value& integer);

}  // namespace wf::expr::arith
