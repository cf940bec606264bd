// Functions of sets.
#include "expr/functions/families.hpp"
#include "expr/functions/set_like.hpp"
#include "expr/runtime/iterator.hpp"

namespace wf::expr::functions {
namespace {

Value to_set(Call& call) {
    std::vector<Value> items = collect(call.context(), call[0]);
    for (const Value& item : items) check_hashable(call.context(), item);
    return Value::set(std::move(items));
}

Value rest_as_set(Call& call) {
    const std::span<const Value> rest = call.rest();
    for (const Value& item : rest) check_hashable(call.context(), item);
    return Value::set({rest.begin(), rest.end()});
}

Value add(Call& call) {
    require_set(call[0], "union");
    return union_of(call.context(), call[0], rest_as_set(call));
}

Value remove(Call& call) {
    require_set(call[0], "difference");
    return difference_of(call.context(), call[0], rest_as_set(call));
}

Value union_all(Call& call) {
    require_set(call[0], "union");
    return union_of(call.context(), call[0], call[1]);
}

Value intersect(Call& call) {
    require_set(call[0], "intersection");
    return intersection_of(call.context(), call[0], call[1]);
}

Value difference(Call& call) {
    require_set(call[0], "difference");
    return difference_of(call.context(), call[0], call[1]);
}

Value symmetric_difference(Call& call) {
    require_set(call[0], "symmetric_difference");
    const Value left = difference_of(call.context(), call[0], call[1]);
    return union_of(call.context(), left, difference_of(call.context(), call[1], call[0]));
}

constexpr FunctionRow rows[] = {
    {"toSet",
     Forms::method,
     "collection: collection",
     "The items as a set.",
     to_set,
     {{"[1, 1].toSet().toList()", "[1]"}}},
    {"add",
     Forms::method,
     "set: set, *values: any",
     "The set with these values.",
     add,
     {{"set(1).add(2).len()", "2"}}},
    {"remove",
     Forms::method,
     "set: set, *values: any",
     "The set without these values.",
     remove,
     {{"set(1, 2).remove(1).toList()", "[2]"}}},
    {"union",
     Forms::method,
     "left: set, right: set",
     "Members of either set.",
     union_all,
     {{"set(1).union(set(2)).len()", "2"}}},
    {"intersect",
     Forms::method,
     "left: set, right: set",
     "Members of both sets.",
     intersect,
     {{"set(1, 2).intersect(set(2)).toList()", "[2]"}}},
    {"difference",
     Forms::method,
     "left: set, right: set",
     "Members of the first set only.",
     difference,
     {{"set(1, 2).difference(set(2)).toList()", "[1]"}}},
    {"symmetricDifference",
     Forms::method,
     "left: set, right: set",
     "Members of exactly one of the sets.",
     symmetric_difference,
     {{"set(1, 2).symmetricDifference(set(2)).toList()", "[1]"}}},
};

}  // namespace

std::span<const FunctionRow> sets() {
    return rows;
}

}  // namespace wf::expr::functions
