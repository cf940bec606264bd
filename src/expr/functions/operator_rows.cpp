// Operators as functions: only call('#operator_+', ...) gets here; expressions have nodes of their
// own.
#include "expr/functions/families.hpp"
#include "expr/functions/operators.hpp"

namespace wf::expr::functions {
namespace {

template <Value (*operation)(Context&, const Value&, const Value&)>
Value binary(Call& call) {
    return operation(call.context(), call[0], call[1]);
}

template <bool (*operation)(Context&, const Value&, const Value&)>
Value comparison(Call& call) {
    return operation(call.context(), call[0], call[1]);
}

template <Value (*operation)(Context&, const Value&)>
Value unary(Call& call) {
    return operation(call.context(), call[0]);
}

Value unequal(Call& call) {
    return !operators::equal(call.context(), call[0], call[1]);
}

Value matches(Call& call) {
    return operators::matches(call.context(), call[0], call[1], false);
}

Value matches_not(Call& call) {
    return operators::matches(call.context(), call[0], call[1], true);
}

Value logical_not(Call& call) {
    return !truth_of(call[0]);
}

constexpr std::string_view two = "left: any, right: any";

constexpr FunctionRow rows[] = {
    {"#operator_+",
     Forms::function,
     two,
     "Adds numbers, joins texts, lists and collections, merges maps (the right one wins), joins "
     "sets; moves a date by a time span, adds spans.",
     binary<operators::add>,
     {{"[1] + [2, 3]", "[1, 2, 3]"}, {"{a => 1} + {b => 2}", "{\"a\": 1, \"b\": 2}"}}},
    {"#operator_-",
     Forms::function,
     two,
     "Subtracts numbers; members of the left set that are not in the right one; moves a date back, "
     "the span between dates, the difference of spans.",
     binary<operators::subtract>,
     {{"set(1, 2) - set(2)", "{\"$set\": [1]}"}}},
    {"#operator_*",
     Forms::function,
     two,
     "Multiplies numbers; repeats a text or list; a multiple of a time span.",
     binary<operators::multiply>,
     {{"ab * 2", "\"abab\""}}},
    {"#operator_/",
     Forms::function,
     two,
     "Divides: two integers give an integer, rounded down, anything else a float; a time span by a "
     "number or a span.",
     binary<operators::divide>,
     {{"7 / 2", "3"}, {"7 / 2.0", "3.5"}}},
    {"#operator_mod",
     Forms::function,
     two,
     "The remainder, with the sign of the divisor.",
     binary<operators::modulo>,
     {{"-7 mod 3", "2"}}},
    {"#operator_<",
     Forms::function,
     two,
     "Less: numbers, texts, dates, spans, or a proper subset. null is below everything.",
     comparison<operators::less>,
     {{"1 < 2", "true"}, {"null < 0", "true"}}},
    {"#operator_<=",
     Forms::function,
     two,
     "Less or equal.",
     comparison<operators::less_equal>,
     {{"a <= b", "true"}}},
    {"#operator_>",
     Forms::function,
     two,
     "Greater.",
     comparison<operators::greater>,
     {{"1 > 2", "false"}}},
    {"#operator_>=",
     Forms::function,
     two,
     "Greater or equal.",
     comparison<operators::greater_equal>,
     {{"2 >= 2.0", "true"}}},
    {"*equal",
     Forms::function,
     two,
     "Equal by content, 1 = 1.0 = true.",
     comparison<operators::equal>,
     {{"[1, a] = [1, a]", "true"}}},
    {"*not_equal", Forms::function, two, "Not equal.", unequal, {{"1 != '1'", "true"}}},
    {"#operator_in",
     Forms::function,
     two,
     "A member of a collection, or a part of a text.",
     comparison<operators::is_in>,
     {{"1 in [1, 2]", "true"}, {"bc in abcd", "true"}}},
    {"#operator_=~",
     Forms::function,
     two,
     "The regular expression is found in the text.",
     matches,
     {{"abc =~ 'b.'", "true"}}},
    {"#operator_!~",
     Forms::function,
     two,
     "It is not found.",
     matches_not,
     {{"abc !~ '^b'", "true"}}},
    {"#unary_operator_+",
     Forms::function,
     "op: any",
     "The number or time span itself.",
     unary<operators::plus>,
     {{"+1", "1"}}},
    {"#unary_operator_-",
     Forms::function,
     "op: any",
     "The number or time span negated.",
     unary<operators::minus>,
     {{"-(1 + 2)", "-3"}}},
    {"#unary_operator_not",
     Forms::function,
     "arg: any",
     "The opposite of the truth of the value.",
     logical_not,
     {{"not []", "true"}}},
};

}  // namespace

std::span<const FunctionRow> operators() {
    return rows;
}

}  // namespace wf::expr::functions
