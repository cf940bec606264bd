// Methods of integers and floats, and of sets as far as they do not change them.
#include "expr/jinja/builtin/methods.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "value/big_integer.hpp"

#include <cmath>
#include <cstdio>

namespace wf::expr::jinja {
namespace {

Value integer_of(Call& call) {
    return call[0].is_bool() ? Value{call[0].as_bool() ? 1 : 0} : call[0];
}

Value same(Call& call) {
    return call[0];
}

Value zero(Call&) {
    return Value{0};
}

Value one(Call&) {
    return Value{1};
}

Value zero_float(Call&) {
    return Value{0.0};
}

Value bit_length(Call& call) {
    return Value{static_cast<std::int64_t>(BigInteger::of(call[0]).bit_length())};
}

Value bit_count(Call& call) {
    std::int64_t count = 0;
    const std::string digits = BigInteger::of(call[0]).to_text(2);
    for (const char digit : digits) count += digit == '1' ? 1 : 0;
    return Value{count};
}

Value integer_ratio(Call& call) {
    return make_pair(integer_of(call), Value{1});
}

Value float_ratio(Call& call) {
    const double number = call[0].as_double();
    if (std::isnan(number)) raise_value("cannot convert NaN to integer ratio");
    if (std::isinf(number)) raise("OverflowError", "cannot convert Infinity to integer ratio");
    int exponent = 0;
    double fraction = std::frexp(number, &exponent);
    for (int step = 0; step < 300 && fraction != std::floor(fraction); ++step, --exponent)
        fraction *= 2;
    const BigInteger numerator = BigInteger::from_double(fraction);
    const BigInteger one{std::int64_t{1}};
    if (exponent >= 0)
        return make_pair(
            Value::big_integer(numerator << static_cast<std::uint32_t>(exponent)), Value{1}
        );
    return make_pair(
        Value::big_integer(numerator),
        Value::big_integer(one << static_cast<std::uint32_t>(-exponent))
    );
}

Value is_whole(Call& call) {
    const double number = call[0].as_double();
    return std::isfinite(number) && std::floor(number) == number;
}

Value hexadecimal(Call& call) {
    const double number = call[0].as_double();
    if (std::isnan(number)) return Value{"nan"};
    if (std::isinf(number)) return Value{number < 0 ? "-inf" : "inf"};
    if (number == 0) return Value{std::signbit(number) ? "-0x0.0p+0" : "0x0.0p+0"};
    char text[64];
    std::snprintf(text, sizeof text, "%.13a", number);
    return Value{std::string_view{text}};
}

Value combined(Call& call, bool keeps_common, bool keeps_own) {
    std::vector<Value> kept;
    const std::vector<Value> others = collect(call.run, call[1]);
    for (const Value& item : call[0].items()) {
        bool is_common = false;
        for (const Value& other : others) is_common = is_common || other == item;
        call.budget().steps(static_cast<std::int64_t>(others.size()));
        if (is_common ? keeps_common : keeps_own) kept.push_back(item);
    }
    return Value::set(std::move(kept));
}

Value set_difference(Call& call) {
    return combined(call, false, true);
}

Value set_intersection(Call& call) {
    return combined(call, true, false);
}

Value set_union(Call& call) {
    std::vector<Value> all{call[0].items().begin(), call[0].items().end()};
    for (Value& other : collect(call.run, call[1])) all.push_back(std::move(other));
    return Value::set(std::move(all));
}

Value set_is_subset(Call& call) {
    return combined(call, false, true).empty();
}

Value set_is_disjoint(Call& call) {
    return combined(call, true, false).empty();
}

constexpr auto property = Row::Use::property;

constexpr Row integer_rows[] = {
    {"as_integer_ratio", "self", "The number and 1.", integer_ratio},
    {"bit_count", "self", "Number of ones in its binary form.", bit_count},
    {"bit_length", "self", "Number of bits of its absolute value.", bit_length},
    {"conjugate", "self", "The number.", integer_of},
    {"denominator", "self", "1.", one, property},
    {"imag", "self", "0.", zero, property},
    {"numerator", "self", "The number.", integer_of, property},
    {"real", "self", "The number.", integer_of, property},
};

constexpr Row float_rows[] = {
    {"as_integer_ratio", "self", "Two integers whose quotient it is.", float_ratio},
    {"conjugate", "self", "The number.", same},
    {"hex", "self", "Its exact value in hexadecimal.", hexadecimal},
    {"imag", "self", "0.0.", zero_float, property},
    {"is_integer", "self", "Whether it has no fraction.", is_whole},
    {"real", "self", "The number.", same, property},
};

constexpr Row set_rows[] = {
    {"copy", "self", "The set.", same},
    {"difference", "self, other, /", "Members that the other one lacks.", set_difference},
    {"intersection", "self, other, /", "Members of both.", set_intersection},
    {"isdisjoint", "self, other, /", "Whether they have no member in common.", set_is_disjoint},
    {"issubset", "self, other, /", "Whether the other one has all members.", set_is_subset},
    {"union", "self, other, /", "Members of either.", set_union},
};

}  // namespace

const BuiltinTable& integer_methods() {
    static const BuiltinTable table{{integer_rows}};
    return table;
}

const BuiltinTable& float_methods() {
    static const BuiltinTable table{{float_rows}};
    return table;
}

const BuiltinTable& set_methods() {
    static const BuiltinTable table{{set_rows}};
    return table;
}

}  // namespace wf::expr::jinja
