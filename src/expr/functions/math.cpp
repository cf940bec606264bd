// Functions of numbers, and random ones.
#include "expr/functions/families.hpp"
#include "expr/functions/number_text.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "value/big_integer.hpp"

#include <cmath>
#include <compare>
#include <string>

namespace wf::expr::functions {
namespace {

Value absolute(Call& call) {
    return arith::absolute(call[0]);
}

Value round(Call& call) {
    return arith::round(call[0], call.position(1));
}

Value sign(Call& call) {
    const std::partial_ordering order = arith::compare(call[0], Value(0));
    return std::is_gt(order) ? 1 : std::is_lt(order) ? -1 : 0;
}

Value power(Call& call) {
    if (!call[2].is_null()) return arith::power_modulo(call[0], call[1], call[2]);
    return arith::power(call.context(), call[0], call[1]);
}

Value hex(Call& call) {
    const Value& number = call[0];
    if (!number.is_integer()) {
        raise_type(
            number.is_null() ? "'NoneType' object cannot be interpreted as an integer"
                             : "'float' object cannot be interpreted as an integer"
        );
    }
    const BigInteger big = BigInteger::of(number);
    const std::string digits = (big.is_negative() ? -big : big).to_text(16);
    return (big.is_negative() ? "-0x" : "0x") + digits;
}

Value random_real(Call& call) {
    return call.context().random_real();
}

Value random_integer(Call& call) {
    for (const std::size_t i : {0, 1})
        if (call[i].is_string()) parse_integer(call[i].as_string());
    if (!call[0].is_integer()) raise_value("non-integer arg 1 for randrange()");
    if (!call[1].is_integer()) raise_value("non-integer stop for randrange()");
    const std::int64_t from = call.integer(0);
    const std::int64_t to = call.integer(1);
    if (to < from) {
        raise_value(
            "empty range for randrange() (" + std::to_string(from) + ", " + std::to_string(to + 1) +
            ", " + std::to_string(to + 1 - from) + ")"
        );
    }
    const std::uint64_t count =
        static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from) + 1;
    const std::uint64_t drawn =
        count == 0 ? call.context().random() : call.context().random_below(count);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + drawn);
}

constexpr FunctionRow rows[] = {
    {"abs", Forms::function, "op: number", "Absolute value.", absolute, {{"abs(-2)", "2"}}},
    {"round",
     Forms::function,
     "number: number, ndigits: int* = 0",
     "Rounded half to even on the exact value; a float stays a float.",
     round,
     {{"round(2.5)", "2.0"}, {"round(1234, -2)", "1200"}}},
    {"sign", Forms::function, "num: number", "1, 0 or -1.", sign, {{"sign(-5)", "-1"}}},
    {"pow",
     Forms::function,
     "a: number, b: number, c: number? = null",
     "a to the power of b; modulo c if given.",
     power,
     {{"pow(2, 10)", "1024"}, {"pow(3, 4, 5)", "1"}}},
    {"hex",
     Forms::function,
     "num: number?",
     "Hexadecimal text of an integer.",
     hex,
     {{"hex(255)", "\"0xff\""}}},
    {"random",
     Forms::function,
     "",
     "Random float from 0 to below 1.",
     random_real,
     {{"random() < 1", "true"}}},
    {"random",
     Forms::function,
     "from: any, to: any",
     "Random integer, both ends included.",
     random_integer,
     {{"random(2, 2)", "2"}}},
};

}  // namespace

std::span<const FunctionRow> math() {
    return rows;
}

}  // namespace wf::expr::functions
