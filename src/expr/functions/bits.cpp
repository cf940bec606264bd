// Bitwise functions of integers; booleans count as 0 and 1.
#include "expr/functions/families.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "value/big_integer.hpp"

#include <optional>

namespace wf::expr::functions {
namespace {

constexpr std::int64_t shift_max = 1 << 20;

/// As in Python two booleans stay boolean.
bool of_booleans(const Call& call) {
    return call[0].is_bool() && call[1].is_bool();
}

Value bitwise_and(Call& call) {
    if (of_booleans(call)) return call[0].as_bool() && call[1].as_bool();
    return Value::big_integer(BigInteger::of(call[0]) & BigInteger::of(call[1]));
}

Value bitwise_or(Call& call) {
    if (of_booleans(call)) return call[0].as_bool() || call[1].as_bool();
    return Value::big_integer(BigInteger::of(call[0]) | BigInteger::of(call[1]));
}

Value bitwise_xor(Call& call) {
    if (of_booleans(call)) return call[0].as_bool() != call[1].as_bool();
    return Value::big_integer(BigInteger::of(call[0]) ^ BigInteger::of(call[1]));
}

Value bitwise_not(Call& call) {
    return Value::big_integer(~BigInteger::of(call[0]));
}

std::int64_t shift_of(Call& call) {
    const std::int64_t bits = call.position(1);
    if (bits < 0) raise_value("negative shift count");
    return bits;
}

Value shift_left(Call& call) {
    const std::int64_t bits = shift_of(call);
    const BigInteger number = BigInteger::of(call[0]);
    if (number.is_zero()) return 0;
    if (bits > shift_max) raise_limit("OverflowError", "integer too large");
    return Value::big_integer(number << static_cast<std::uint32_t>(bits));
}

Value shift_right(Call& call) {
    const std::int64_t bits = shift_of(call);
    const BigInteger number = BigInteger::of(call[0]);
    if (bits > shift_max) return number.is_negative() ? -1 : 0;
    return Value::big_integer(number >> static_cast<std::uint32_t>(bits));
}

constexpr FunctionRow rows[] = {
    {"bitwiseAnd",
     Forms::function,
     "left: int*, right: int*",
     "Bitwise and.",
     bitwise_and,
     {{"bitwiseAnd(6, 3)", "2"}}},
    {"bitwiseOr",
     Forms::function,
     "left: int*, right: int*",
     "Bitwise or.",
     bitwise_or,
     {{"bitwiseOr(6, 3)", "7"}}},
    {"bitwiseXor",
     Forms::function,
     "left: int*, right: int*",
     "Bitwise exclusive or.",
     bitwise_xor,
     {{"bitwiseXor(6, 3)", "5"}}},
    {"bitwiseNot",
     Forms::function,
     "arg: int*",
     "-(x + 1).",
     bitwise_not,
     {{"bitwiseNot(5)", "-6"}}},
    {"shiftBitsLeft",
     Forms::function,
     "value: int*, bitsNumber: int*",
     "Multiplied by 2 to the power of.",
     shift_left,
     {{"shiftBitsLeft(3, 2)", "12"}}},
    {"shiftBitsRight",
     Forms::function,
     "value: int*, bitsNumber: int*",
     "Divided by 2 to the power of, rounded down.",
     shift_right,
     {{"shiftBitsRight(-3, 1)", "-2"}}},
};

}  // namespace

std::span<const FunctionRow> bits() {
    return rows;
}

}  // namespace wf::expr::functions
