// Functions that walk a collection to one value.
#include "expr/functions/families.hpp"
#include "expr/functions/lazy.hpp"
#include "expr/functions/operators.hpp"

#include <optional>

namespace wf::expr::functions {
namespace {

[[noreturn]] void raise_empty_fold() {
    raise_type("reduce() of empty iterable with no initial value");
}

// Folds with `combine(total, item)`, starting with argument `seed` if it was given.
template <class Combine>
Value fold(Call& call, std::size_t seed, const Combine& combine) {
    Cursor cursor(call.context(), call[0]);
    Value total;
    if (call.given(seed)) {
        total = call[seed];
    } else if (!cursor.next(total)) {
        raise_empty_fold();
    }
    for (Value item; cursor.next(item);) {
        call.budget().step();
        total = combine(total, item);
    }
    return total;
}

Value aggregate(Call& call) {
    return fold(call, 2, [&](const Value& total, const Value& item) {
        return apply(call.context(), call[1], total, item);
    });
}

Value sum(Call& call) {
    return fold(call, 1, [&](const Value& total, const Value& item) {
        return operators::add(call.context(), total, item);
    });
}

Value larger(Context& context, const Value& a, const Value& b) {
    return operators::greater(context, b, a) ? b : a;
}

Value smaller(Context& context, const Value& a, const Value& b) {
    return operators::greater(context, b, a) ? a : b;
}

Value max_of(Call& call) {
    return fold(call, 1, [&](const Value& a, const Value& b) {
        return larger(call.context(), a, b);
    });
}

Value min_of(Call& call) {
    return fold(call, 1, [&](const Value& a, const Value& b) {
        return smaller(call.context(), a, b);
    });
}

Value max_pair(Call& call) {
    return larger(call.context(), call[0], call[1]);
}

Value min_pair(Call& call) {
    return smaller(call.context(), call[0], call[1]);
}

Value accumulate(Call& call) {
    std::optional<Value> seed;
    if (call.given(2)) seed = call[2];
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         selector = call[1],
         seed = std::move(seed),
         total = Value(),
         started = false](Context& context, Value& out) mutable {
            if (!started) {
                started = true;
                if (seed)
                    total = *seed;
                else if (!source.next(total))
                    raise_type("accumulate() of empty sequence with no initial value");
            } else {
                Value item;
                if (!source.next(item)) return false;
                total = apply(context, selector, total, item);
            }
            out = total;
            return true;
        }
    );
}

Value all_of(Call& call) {
    Cursor cursor(call.context(), call[0]);
    for (Value item; cursor.next(item);) {
        call.budget().step();
        if (!(call[1].is_null() ? truth_of(item) : holds(call.context(), call[1], item)))
            return false;
    }
    return true;
}

Value any_of(Call& call) {
    Cursor cursor(call.context(), call[0]);
    for (Value item; cursor.next(item);) {
        call.budget().step();
        if (call[1].is_null() || holds(call.context(), call[1], item)) return true;
    }
    return false;
}

std::int64_t count_of(Call& call) {
    Cursor cursor(call.context(), call[0]);
    std::int64_t count = cursor.known_remaining();
    if (count >= 0) return count;
    count = 0;
    for (Value item; cursor.next(item);) ++count;
    return count;
}

Value count(Call& call) {
    return count_of(call);
}

Value first(Call& call) {
    Cursor cursor(call.context(), call[0]);
    Value item;
    if (cursor.next(item)) return item;
    if (!call.given(1)) raise("StopIteration", "");
    return call[1];
}

Value last(Call& call) {
    if (call[0].is_list() && !call[0].empty()) return call[0].items().back();
    Cursor cursor(call.context(), call[0]);
    Value item;
    bool found = false;
    while (cursor.next(item)) found = true;
    if (found) return item;
    if (!call.given(1)) raise("StopIteration", "");
    return call[1];
}

Value single(Call& call) {
    Cursor cursor(call.context(), call[0]);
    Value item;
    Value further;
    if (!cursor.next(item)) raise("StopIteration", "");
    if (cursor.next(further)) raise("StopIteration", "Collection contains more than one item");
    return item;
}

// Position of the first or last item for which `fits` holds, else -1.
template <class Fits>
Value position_where(Call& call, bool last_one, const Fits& fits) {
    Cursor cursor(call.context(), call[0]);
    std::int64_t found = -1;
    std::int64_t position = 0;
    for (Value item; cursor.next(item); ++position) {
        call.budget().step();
        if (!fits(item)) continue;
        found = position;
        if (!last_one) break;
    }
    return found;
}

Value index_of(Call& call) {
    return position_where(call, false, [&](const Value& item) {
        return operators::equal(call.context(), item, call[1]);
    });
}

Value last_index_of(Call& call) {
    return position_where(call, true, [&](const Value& item) {
        return operators::equal(call.context(), item, call[1]);
    });
}

Value index_where(Call& call) {
    return position_where(call, false, [&](const Value& item) {
        return holds(call.context(), call[1], item);
    });
}

Value last_index_where(Call& call) {
    return position_where(call, true, [&](const Value& item) {
        return holds(call.context(), call[1], item);
    });
}

Value contains(Call& call) {
    return operators::is_in(call.context(), call[1], call[0]);
}

Value length_of(Call& call) {
    return static_cast<std::int64_t>(call[0].size());
}

Value length_of_set(Call& call) {
    return count_of(call);
}

constexpr FunctionRow rows[] = {
    {"aggregate",
     Forms::method,
     "collection: collection, selector: expr, seed: any = none",
     "Folds from the left with selector($1 = total, $2 = item).",
     aggregate,
     {{"[1, 2, 3].aggregate($1 * 10 + $2)", "123"}}},
    {"reduce",
     Forms::method,
     "collection: collection, selector: expr, seed: any = none",
     "Same as aggregate.",
     aggregate,
     {{"[1, 2].reduce($1 + $2, 10)", "13"}}},
    {"accumulate",
     Forms::method,
     "collection: collection, selector: expr, seed: any = none",
     "The running totals of aggregate. Lazy.",
     accumulate,
     {{"[1, 2, 3].accumulate($1 + $2)", "[1, 3, 6]"}, {"[1].accumulate($1 + $2, 5)", "[5, 6]"}}},
    {"sum",
     Forms::method,
     "collection: collection, initial: any = none",
     "Folds with `+`.",
     sum,
     {{"[1, 2, 3].sum()", "6"}, {"[].sum(0)", "0"}}},
    {"max",
     Forms::method,
     "collection: collection, initial: any = none",
     "The greatest item.",
     max_of,
     {{"[1, 3, 2].max()", "3"}}},
    {"max",
     Forms::function,
     "a: any, b: any",
     "The greater of two values.",
     max_pair,
     {{"max(1, 2)", "2"}}},
    {"min",
     Forms::method,
     "collection: collection, initial: any = none",
     "The smallest item.",
     min_of,
     {{"[3, 1, 2].min()", "1"}}},
    {"min",
     Forms::function,
     "a: any, b: any",
     "The smaller of two values.",
     min_pair,
     {{"min(1, 2)", "1"}}},
    {"all",
     Forms::both,
     "collection: collection, predicate: expr = null",
     "Whether the predicate (the items' own truth without one) holds for every item.",
     all_of,
     {{"[1, 2].all($ > 0)", "true"}}},
    {"any",
     Forms::both,
     "collection: collection, predicate: expr = null",
     "Whether the predicate holds for one item; without one: whether there is an item.",
     any_of,
     {{"[1, 2].any($ > 1)", "true"}, {"[].any()", "false"}}},
    {"count",
     Forms::method,
     "collection: collection",
     "Number of items.",
     count,
     {{"[1, 2].where($ > 1).count()", "1"}}},
    {"first",
     Forms::method,
     "collection: collection, default: any = none",
     "The first item; StopIteration if there is none and no default.",
     first,
     {{"[1, 2].first()", "1"}, {"[].first(0)", "0"}}},
    {"last",
     Forms::method,
     "collection: collection, default: any = none",
     "The last item; StopIteration if there is none and no default.",
     last,
     {{"[1, 2].last()", "2"}}},
    {"single",
     Forms::method,
     "collection: collection",
     "The only item; StopIteration if there is none or more than one.",
     single,
     {{"[1].single()", "1"}}},
    {"indexOf",
     Forms::method,
     "collection: collection, item: any",
     "Position of the first item equal to the given one, else -1.",
     index_of,
     {{"[a, b].indexOf(b)", "1"}}},
    {"lastIndexOf",
     Forms::method,
     "collection: collection, item: any",
     "Position of the last item equal to the given one, else -1.",
     last_index_of,
     {{"[a, b, a].lastIndexOf(a)", "2"}}},
    {"indexWhere",
     Forms::method,
     "collection: collection, predicate: expr",
     "Position of the first item for which the predicate holds, else -1.",
     index_where,
     {{"[1, 5].indexWhere($ > 3)", "1"}}},
    {"lastIndexWhere",
     Forms::method,
     "collection: collection, predicate: expr",
     "Position of the last item for which the predicate holds, else -1.",
     last_index_where,
     {{"[5, 6, 1].lastIndexWhere($ > 3)", "1"}}},
    {"contains",
     Forms::method,
     "collection: collection, value: any",
     "Whether an item equals the value.",
     contains,
     {{"[1, 2].contains(2)", "true"}}},
    {"len", Forms::both, "sequence: list", "Number of items.", length_of, {{"[1, 2].len()", "2"}}},
    {"len", Forms::both, "dict: map", "Number of keys.", length_of, {{"{a => 1}.len()", "1"}}},
    {"len",
     Forms::both,
     "set: set",
     "Number of members.",
     length_of_set,
     {{"set(1, 2).len()", "2"}}},
    {"len",
     Forms::both,
     "collection: iterator",
     "Number of items; consumes the iterator.",
     count,
     {{"range(3).len()", "3"}}},
};

}  // namespace

std::span<const FunctionRow> folding() {
    return rows;
}

}  // namespace wf::expr::functions
