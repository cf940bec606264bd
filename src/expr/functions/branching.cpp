// Functions that evaluate some of their arguments only.
#include "expr/functions/families.hpp"
#include "expr/functions/lazy.hpp"
#include "expr/functions/resolve.hpp"

namespace wf::expr::functions {
namespace {

bool is_true(Context& context, const Value& argument) {
    return truth_of(apply(context, argument));
}

Value switch_of(Call& call) {
    for (const Value& argument : call.rest()) {
        const Pair& pair = *static_cast<const Pair*>(object_if(argument));
        if (is_true(call.context(), pair.key)) return apply(call.context(), pair.value);
    }
    return nullptr;
}

Value coalesce(Call& call) {
    for (const Value& argument : call.rest())
        if (Value value = apply(call.context(), argument); !value.is_null()) return value;
    return nullptr;
}

Value select_case(Call& call) {
    const std::span<const Value> cases = call.rest();
    for (std::size_t i = 0; i < cases.size(); ++i)
        if (is_true(call.context(), cases[i])) return static_cast<std::int64_t>(i);
    return static_cast<std::int64_t>(cases.size());
}

Value select_all_cases(Call& call) {
    const std::span<const Value> cases = call.rest();
    return lazily(
        call.context(),
        [cases = std::vector<Value>(cases.begin(), cases.end()),
         next = std::size_t{0}](Context& context, Value& out) mutable {
            while (next < cases.size()) {
                const std::size_t position = next++;
                if (!is_true(context, cases[position])) continue;
                out = static_cast<std::int64_t>(position);
                return true;
            }
            return false;
        }
    );
}

Value examine(Call& call) {
    const std::span<const Value> cases = call.rest();
    return lazily(
        call.context(),
        [cases = std::vector<Value>(cases.begin(), cases.end()),
         next = std::size_t{0}](Context& context, Value& out) mutable {
            if (next >= cases.size()) return false;
            out = is_true(context, cases[next++]);
            return true;
        }
    );
}

Value switch_case(Call& call) {
    const std::span<const Value> cases = call.rest();
    if (cases.empty()) return nullptr;
    const auto last = static_cast<std::int64_t>(cases.size()) - 1;
    const std::int64_t wanted = call.position(0);
    const std::int64_t position = wanted >= 0 && wanted < last ? wanted : last;
    return apply(call.context(), cases[static_cast<std::size_t>(position)]);
}

Value assert_that(Call& call) {
    // An iterator is asked by the condition and must still be whole afterwards.
    Value receiver = memorize(call.context(), call[0]);
    if (!holds(call.context(), call[1], receiver)) raise("AssertionError", call[2].to_string());
    return receiver;
}

constexpr FunctionRow rows[] = {
    {"switch",
     Forms::function,
     "*args: pair, !pairs",
     "Value of the first `condition => value` whose condition is true, else null.",
     switch_of,
     {{"switch(1 > 2 => a, true => b)", "\"b\""}, {"switch(false => a)", "null"}}},
    {"coalesce",
     Forms::function,
     "*args: expr",
     "First argument that is not null, else null.",
     coalesce,
     {{"coalesce(null, 2, 1 / 0)", "2"}}},
    {"selectCase",
     Forms::function,
     "*args: expr",
     "Position of the first true argument; their number if there is none.",
     select_case,
     {{"selectCase(1 > 2, 2 > 1)", "1"}}},
    {"selectAllCases",
     Forms::function,
     "*args: expr",
     "Positions of the true arguments. Lazy.",
     select_all_cases,
     {{"selectAllCases(true, false, 1)", "[0, 2]"}}},
    {"examine",
     Forms::function,
     "*args: expr",
     "Truth of every argument. Lazy.",
     examine,
     {{"examine(1, 0)", "[true, false]"}}},
    {"switchCase",
     Forms::method,
     "case: int*, *args: expr",
     "The argument at this position; the last one if there is no such position.",
     switch_case,
     {{"1.switchCase(a, b, c)", "\"b\""}, {"9.switchCase(a, b)", "\"b\""}}},
    {"assert",
     Forms::method,
     "obj: any, condition: expr, message: string = 'Assertion failed'",
     "The receiver, if the condition holds for it; else AssertionError.",
     assert_that,
     {{"5.assert($ > 1)", "5"}}},
};

}  // namespace

std::span<const FunctionRow> branching() {
    return rows;
}

}  // namespace wf::expr::functions
