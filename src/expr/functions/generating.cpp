// Functions that make collections out of nothing much.
#include "expr/functions/families.hpp"
#include "expr/functions/keys.hpp"
#include "expr/functions/lazy.hpp"
#include "expr/runtime/arithmetic.hpp"

#include <deque>
#include <optional>

namespace wf::expr::functions {
namespace {

/// True and false count as 1 and 0, also where they are given back.
Value as_number(const Value& value) {
    return value.is_bool() ? Value(std::int64_t{value.as_bool()}) : value;
}

/// A range with bounds or a step beyond 64 bits.
Value big_range(Context& context, const Value& start, const Value& stop, const Value& step) {
    return lazily(
        context,
        [next = start, stop, step, is_rising = arith::compare(step, 0) > 0](
            Context&, Value& out
        ) mutable {
            const auto order = arith::compare(next, stop);
            if (is_rising ? order >= 0 : order <= 0) return false;
            out = next;
            next = arith::add(next, step);
            return true;
        }
    );
}

Value range(Context& context, const Value& start, const Value& stop, const Value& step) {
    for (const Value* part : {&start, &stop, &step})
        if (part->kind() == Kind::big_integer) return big_range(context, start, stop, step);
    return make_range(context, start.as_int(), stop.as_int(), step.as_int());
}

Value range_to(Call& call) {
    return range(call.context(), 0, as_number(call[0]), 1);
}

Value range_from(Call& call) {
    const Value step = as_number(call[2]);
    if (step == Value(0)) raise_value("range() arg 3 must not be zero");
    return range(call.context(), as_number(call[0]), as_number(call[1]), step);
}

Value sequence(Call& call) {
    return lazily(
        call.context(),
        [next = as_number(call[0]), step = as_number(call[1])](Context&, Value& out) mutable {
            out = next;
            next = arith::add(next, step);
            return true;
        }
    );
}

Value repeat(Call& call) {
    return lazily(
        call.context(),
        [value = call[0], left = call.integer(1)](Context&, Value& out) mutable {
            if (left == 0) return false;
            if (left > 0) --left;
            out = value;
            return true;
        }
    );
}

Value cycle(Call& call) {
    const Value memory = memorize(call.context(), call[0]);
    return lazily(
        call.context(),
        [memory, cursor = Cursor(call.context(), memory)](Context& context, Value& out) mutable {
            if (cursor.next(out)) return true;
            cursor = Cursor(context, memory);
            return cursor.next(out);
        }
    );
}

Value generate(Call& call) {
    return lazily(
        call.context(),
        [value = call[0],
         predicate = call[1],
         producer = call[2],
         selector = call[3],
         decycle = call.boolean(4),
         seen = KeySet(),
         started = false](Context& context, Value& out) mutable {
            if (started) value = apply(context, producer, value);
            started = true;
            if (!holds(context, predicate, value)) return false;
            if (decycle && !seen.add(context, value)) return false;
            out = selector.is_null() ? value : apply(context, selector, value);
            return true;
        }
    );
}

Value generate_many(Call& call) {
    return lazily(
        call.context(),
        [queue = std::deque<Value>{call[0]},
         producer = call[1],
         selector = call[2],
         decycle = call.boolean(3),
         depth_first = call.boolean(4),
         seen = KeySet(),
         given = std::optional<Value>()](Context& context, Value& out) mutable {
            // What an item leads to is asked for when the item has been taken, not before.
            if (given) {
                const std::vector<Value> produced =
                    collect(context, apply(context, producer, *std::exchange(given, {})));
                const auto place = depth_first ? queue.begin() : queue.end();
                queue.insert(place, produced.begin(), produced.end());
            }
            for (;;) {
                context.budget().step();
                if (queue.empty()) return false;
                const Value value = std::move(queue.front());
                queue.pop_front();
                if (decycle && !seen.add(context, value)) continue;
                out = selector.is_null() ? value : apply(context, selector, value);
                given = value;
                return true;
            }
        }
    );
}

constexpr FunctionRow rows[] = {
    {"range",
     Forms::function,
     "stop: int*",
     "0 to before stop. Lazy.",
     range_to,
     {{"range(3)", "[0, 1, 2]"}}},
    {"range",
     Forms::function,
     "start: int*, stop: int*, step: int* = 1",
     "start to before stop. Lazy.",
     range_from,
     {{"range(1, 6, 2)", "[1, 3, 5]"}, {"range(3, 0, -1)", "[3, 2, 1]"}}},
    {"sequence",
     Forms::function,
     "start: int* = 0, step: int* = 1",
     "start, start + step, ... without an end. Lazy.",
     sequence,
     {{"sequence(5, 2).limit(2)", "[5, 7]"}}},
    {"repeat",
     Forms::method,
     "value: any, times: int* = -1",
     "The value so many times; endless if negative. Lazy.",
     repeat,
     {{"a.repeat(2)", "[\"a\", \"a\"]"}}},
    {"cycle",
     Forms::method,
     "collection: collection",
     "The items again and again, without an end. Lazy.",
     cycle,
     {{"[1, 2].cycle().limit(3)", "[1, 2, 1]"}}},
    {"generate",
     Forms::function,
     "initial: any, predicate: expr, producer: expr, selector: expr = null, decycle: bool = false",
     "x and producer(x) and so on, while the predicate holds. Lazy.",
     generate,
     {{"generate(1, $ < 10, $ * 2)", "[1, 2, 4, 8]"}}},
    {"generateMany",
     Forms::function,
     "initial: any, producer: expr, selector: expr = null, decycle: bool = false, depthFirst: bool "
     "= false",
     "Walks a graph: an item, then the items of the collection that the producer gives for it. "
     "Lazy.",
     generate_many,
     {{"generateMany(1, [$ * 2, $ * 2 + 1].where($ < 8))", "[1, 2, 3, 4, 5, 6, 7]"}}},
};

}  // namespace

std::span<const FunctionRow> generating() {
    return rows;
}

}  // namespace wf::expr::functions
