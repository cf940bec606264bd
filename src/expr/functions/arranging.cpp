// Functions that put items together: pairs, slices, joins of collections.
#include "expr/functions/families.hpp"
#include "expr/functions/lazy.hpp"
#include "expr/functions/operators.hpp"

#include <optional>

namespace wf::expr::functions {
namespace {

// A list's node takes as much as two items.
void charge_list(Context& context, std::size_t size) {
    context.budget().charge((size + 2) * sizeof(Value));
}

std::vector<Cursor> cursors_of(Call& call) {
    std::vector<Cursor> cursors;
    cursors.emplace_back(call.context(), call[0]);
    for (const Value& collection : call.rest()) cursors.emplace_back(call.context(), collection);
    return cursors;
}

Value zip(Call& call) {
    return lazily(
        call.context(),
        [cursors = cursors_of(call)](Context& context, Value& out) mutable {
            std::vector<Value> items(cursors.size());
            charge_list(context, cursors.size());
            for (std::size_t i = 0; i < cursors.size(); ++i)
                if (!cursors[i].next(items[i])) return false;
            out = Value::list(std::move(items), ListFlavor::tuple);
            return true;
        }
    );
}

Value zip_longest(Call& call) {
    Value filler;
    for (const NamedValue& argument : call.named())
        if (argument.name == "default") filler = argument.value;
    return lazily(
        call.context(),
        [cursors = cursors_of(call), filler](Context& context, Value& out) mutable {
            std::vector<Value> items(cursors.size());
            charge_list(context, cursors.size());
            bool any = false;
            for (std::size_t i = 0; i < cursors.size(); ++i) {
                if (cursors[i].next(items[i]))
                    any = true;
                else
                    items[i] = filler;
            }
            out = Value::list(std::move(items), ListFlavor::tuple);
            return any;
        }
    );
}

Value join(Call& call) {
    const Value inner = memorize(call.context(), call[1]);
    return lazily(
        call.context(),
        [outer = Cursor(call.context(), call[0]),
         inner,
         predicate = call[2],
         selector = call[3],
         left = Value(),
         right = std::optional<Cursor>()](Context& context, Value& out) mutable {
            for (;;) {
                if (!right) {
                    if (!outer.next(left)) return false;
                    right.emplace(context, inner);
                }
                Value item;
                context.budget().step();
                if (!right->next(item)) {
                    right.reset();
                } else if (truth_of(apply(context, predicate, left, item))) {
                    out = apply(context, selector, left, item);
                    return true;
                }
            }
        }
    );
}

Value slice(Call& call) {
    if (call[1].kind() == Kind::big_integer)
        raise_value("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        );
    const std::int64_t length = call.integer(1);
    if (length < 0)
        raise_value("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        );
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]), length](Context& context, Value& out) mutable {
            charge_list(context, 0);
            std::vector<Value> items;
            Value item;
            while (static_cast<std::int64_t>(items.size()) < length && source.next(item)) {
                context.budget().charge(sizeof(Value));
                items.push_back(std::move(item));
            }
            const bool any = !items.empty();
            out = Value::list(std::move(items));
            return any;
        }
    );
}

Value slice_where(Call& call) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         predicate = call[1],
         pending = Value(),
         held = false,
         ended = false](Context& context, Value& out) mutable {
            if (ended || (!held && !source.next(pending))) return false;
            const Value kind = apply(context, predicate, pending);
            charge_list(context, 1);
            std::vector<Value> items{std::move(pending)};
            held = false;
            Value item;
            while (source.next(item)) {
                context.budget().charge(sizeof(Value));
                if (!operators::equal(context, apply(context, predicate, item), kind)) {
                    pending = std::move(item);
                    held = true;
                    break;
                }
                items.push_back(std::move(item));
            }
            ended = !held;
            out = Value::list(std::move(items));
            return true;
        }
    );
}

Value split_where(Call& call) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         predicate = call[1]](Context& context, Value& out) mutable {
            charge_list(context, 0);
            std::vector<Value> items;
            bool cut = false;
            for (Value item; !cut && source.next(item);) {
                context.budget().charge(sizeof(Value));
                cut = holds(context, predicate, item);
                if (!cut) items.push_back(std::move(item));
            }
            const bool any = cut || !items.empty();
            out = Value::list(std::move(items));
            return any;
        }
    );
}

Value split_at(Call& call) {
    const std::vector<Value> items = collect(call.context(), call[0]);
    const auto size = static_cast<std::int64_t>(items.size());
    std::int64_t cut = call.position(1);
    if (cut < 0) cut = std::max<std::int64_t>(cut + size, 0);
    const auto middle = items.begin() + std::min(cut, size);
    return Value::list(
        {Value::list(std::vector<Value>(items.begin(), middle)),
         Value::list(std::vector<Value>(middle, items.end()))},
        ListFlavor::fresh
    );
}

constexpr FunctionRow rows[] = {
    {"zip",
     Forms::method,
     "first: collection, *collections: collection",
     "Lists of the items at equal positions, as long as the shortest. Lazy.",
     zip,
     {{"[1, 2].zip([3, 4, 5])", "[[1, 3], [2, 4]]"}}},
    {"zipLongest",
     Forms::method,
     "first: collection, *collections: collection, **kwargs: any",
     "As zip, as long as the longest; missing items are `default`. Lazy.",
     zip_longest,
     {{"[1].zipLongest([2, 3], default => 0)", "[[1, 2], [0, 3]]"}}},
    {"join",
     Forms::method,
     "collection1: collection, collection2: collection, predicate: expr, selector: expr",
     "selector($1, $2) for every pair of items for which predicate($1, $2) holds. Lazy.",
     join,
     {{"[1, 2].join([2, 3], $1 = $2, $1 + $2)", "[4]"}}},
    {"slice",
     Forms::method,
     "collection: collection, length: int*",
     "Lists of so many items. Lazy.",
     slice,
     {{"[1, 2, 3].slice(2)", "[[1, 2], [3]]"}}},
    {"sliceWhere",
     Forms::method,
     "collection: collection, predicate: expr",
     "Lists; a new one starts when the predicate's value changes. Lazy.",
     slice_where,
     {{"[1, 5, 6, 2].sliceWhere($ > 3)", "[[1], [5, 6], [2]]"}}},
    {"splitWhere",
     Forms::method,
     "collection: collection, predicate: expr",
     "Lists of the items between those for which the predicate holds. Lazy.",
     split_where,
     {{"[1, 0, 2].splitWhere($ = 0)", "[[1], [2]]"}}},
    {"splitAt",
     Forms::method,
     "collection: collection, index: int*",
     "Two lists, cut at a position.",
     split_at,
     {{"[1, 2, 3].splitAt(1)", "[[1], [2, 3]]"}}},
};

}  // namespace

std::span<const FunctionRow> arranging() {
    return rows;
}

}  // namespace wf::expr::functions
