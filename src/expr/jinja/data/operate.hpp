// Operators over all types, by Python's rules.
#pragma once
#include "expr/jinja/data/type.hpp"

namespace wf::expr::jinja {

enum class BinaryOperator : std::uint8_t {
    add,
    subtract,
    multiply,
    divide,
    floor_divide,
    modulo,
    power
};
enum class UnaryOperator : std::uint8_t { plus, minus };
enum class CompareOperator : std::uint8_t {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in,
    not_in,
};

/// @raises TypeError "unsupported operand type(s) for +: 'int' and 'str'", ZeroDivisionError,
/// UndefinedError.
Value operate(Evaluation& run, BinaryOperator op, const Value& left, const Value& right);
Value operate(Evaluation& run, UnaryOperator op, const Value& operand);
bool compare(Evaluation& run, CompareOperator op, const Value& left, const Value& right);

}  // namespace wf::expr::jinja
