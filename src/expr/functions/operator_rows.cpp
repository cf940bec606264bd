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
    {"#operator_+", Forms::function, two, "`+`", binary<operators::add>},
    {"#operator_-", Forms::function, two, "`-`", binary<operators::subtract>},
    {"#operator_*", Forms::function, two, "`*`", binary<operators::multiply>},
    {"#operator_/", Forms::function, two, "`/`", binary<operators::divide>},
    {"#operator_mod", Forms::function, two, "`mod`", binary<operators::modulo>},
    {"#operator_<", Forms::function, two, "`<`", comparison<operators::less>},
    {"#operator_<=", Forms::function, two, "`<=`", comparison<operators::less_equal>},
    {"#operator_>", Forms::function, two, "`>`", comparison<operators::greater>},
    {"#operator_>=", Forms::function, two, "`>=`", comparison<operators::greater_equal>},
    {"*equal", Forms::function, two, "`=`", comparison<operators::equal>},
    {"*not_equal", Forms::function, two, "`!=`", unequal},
    {"#operator_in", Forms::function, two, "`in`", comparison<operators::is_in>},
    {"#operator_=~", Forms::function, two, "`=~`", matches},
    {"#operator_!~", Forms::function, two, "`!~`", matches_not},
    {"#unary_operator_+", Forms::function, "op: any", "`+`", unary<operators::plus>},
    {"#unary_operator_-", Forms::function, "op: any", "`-`", unary<operators::minus>},
    {"#unary_operator_not", Forms::function, "arg: any", "`not`", logical_not},
};

}  // namespace

std::span<const FunctionRow> operators() {
    return rows;
}

}  // namespace wf::expr::functions
