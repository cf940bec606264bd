// Functions that put into, take out of or replace in a collection by position.
#include "expr/functions/families.hpp"
#include "expr/functions/lazy.hpp"

#include <optional>

namespace wf::expr::functions {
namespace {

/// Positions from `start`, `count` of them; a negative count: all.
struct Region {
    std::int64_t start;
    std::int64_t count;

    bool holds(std::int64_t position) const {
        return position >= start && (count < 0 || position - start < count);
    }
};

// Leaves out the items of the region and gives `values` once in their place.
Value replaced(Call& call, Region region, std::optional<Value> values) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         region,
         values = std::move(values),
         position = std::int64_t{0},
         inserted = Cursor()](Context& context, Value& out) mutable {
            for (;;) {
                if (inserted.next(out)) return true;
                context.budget().step();
                if (!source.next(out)) return false;
                if (!region.holds(position++)) return true;
                if (values) inserted = Cursor(context, *std::exchange(values, std::nullopt));
            }
        }
    );
}

Value delete_items(Call& call) {
    return replaced(call, {call.position(1), call.position(2)}, std::nullopt);
}

Value replace(Call& call) {
    return replaced(call, {call.position(1), call.position(3)}, Value::list({call[2]}));
}

Value replace_many(Call& call) {
    return replaced(call, {call.position(1), call.position(3)}, call[2]);
}

// Gives `values` before the item at `position`, at the end if there are fewer items.
Value inserted_before(Call& call, std::int64_t position, const Value& values) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         left = position,
         values,
         added = Cursor(),
         done = false](Context& context, Value& out) mutable {
            if (added.next(out)) return true;
            if (!done && left <= 0) {
                done = true;
                added = Cursor(context, values);
                if (added.next(out)) return true;
            }
            --left;
            if (source.next(out)) return true;
            if (done) return false;
            done = true;
            added = Cursor(context, values);
            return added.next(out);
        }
    );
}

Value insert(Call& call) {
    const std::int64_t position = call.position(1);
    if (position < 0) return inserted_before(call, 0, Value::list({}));
    return inserted_before(call, position, Value::list({call[2]}));
}

Value insert_into_list(Call& call) {
    std::vector<Value> items = collect(call.context(), call[0]);
    const auto size = static_cast<std::int64_t>(items.size());
    std::int64_t position = call.integer(1);
    if (position < 0) position = std::max<std::int64_t>(position + size, 0);
    items.insert(items.begin() + std::min(position, size), call[2]);
    return Value::list(std::move(items), ListFlavor::fresh);
}

Value insert_many(Call& call) {
    return inserted_before(call, call.position(1), call[2]);
}

constexpr FunctionRow rows[] = {
    {"delete",
     Forms::method,
     "collection: collection, position: int*, count: int* = 1",
     "Without `count` items from a position on (all if negative). Lazy.",
     delete_items,
     {{"[1, 2, 3].delete(1)", "[1, 3]"}, {"[1, 2, 3].delete(1, -1)", "[1]"}}},
    {"replace",
     Forms::method,
     "collection: collection, position: int*, value: any, count: int* = 1",
     "`count` items from a position on replaced by one value. Lazy.",
     replace,
     {{"[1, 2, 3].replace(1, 9)", "[1, 9, 3]"}}},
    {"replaceMany",
     Forms::method,
     "collection: collection, position: int*, values: collection, count: int* = 1",
     "`count` items from a position on replaced by the values. Lazy.",
     replace_many,
     {{"[1, 2, 3].replaceMany(0, [8, 9], 2)", "[8, 9, 3]"}}},
    {"insert",
     Forms::method,
     "collection: list, position: int*, value: any",
     "List with the value at a position; negative positions count from the end.",
     insert_into_list,
     {{"[1, 2].insert(1, 9)", "[1, 9, 2]"}}},
    {"insert",
     Forms::method,
     "collection: iterable, position: int*, value: any",
     "The value before the item at a position. Lazy.",
     insert,
     {{"range(2).insert(1, 9)", "[0, 9, 1]"}}},
    {"insertMany",
     Forms::method,
     "collection: collection, position: int*, values: collection",
     "All values before the item at a position. Lazy.",
     insert_many,
     {{"[1, 2].insertMany(1, [8, 9])", "[1, 8, 9, 2]"}}},
};

}  // namespace

std::span<const FunctionRow> editing() {
    return rows;
}

}  // namespace wf::expr::functions
