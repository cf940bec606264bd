// Functions that hand on items one by one: filters, selections, cuts.
#include "expr/functions/chain.hpp"
#include "expr/functions/families.hpp"
#include "expr/functions/keys.hpp"
#include "expr/functions/lazy.hpp"

namespace wf::expr::functions {
namespace {

Value where(Call& call) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         predicate = call[1]](Context& context, Value& out) mutable {
            while (source.next(out))
                if (holds(context, predicate, out)) return true;
            return false;
        }
    );
}

Value select(Call& call) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         selector = call[1]](Context& context, Value& out) mutable {
            Value item;
            if (!source.next(item)) return false;
            out = apply(context, selector, item);
            return true;
        }
    );
}

Value select_many(Call& call) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         selector = call[1],
         inner = Cursor()](Context& context, Value& out) mutable {
            for (;;) {
                if (inner.next(out)) return true;
                Value item;
                if (!source.next(item)) return false;
                Value produced = apply(context, selector, item);
                if (!is_collection(produced)) {
                    out = std::move(produced);
                    return true;
                }
                inner = Cursor(context, std::move(produced));
            }
        }
    );
}

[[noreturn]] void raise_bad_count() {
    raise_value("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
}

Value limit(Call& call) {
    if (call[1].kind() == Kind::big_integer) raise_bad_count();
    const std::int64_t count = call.integer(1);
    if (count < 0) raise_bad_count();
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]), left = count](Context&, Value& out) mutable {
            return left-- > 0 && source.next(out);
        }
    );
}

Value skip(Call& call) {
    const std::int64_t count = call.position(1);
    if (count < 0 || call[1].kind() == Kind::big_integer)
        raise_value("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         left = count](Context& context, Value& out) mutable {
            for (; left > 0; --left) {
                context.budget().step();
                if (!source.next(out)) return false;
            }
            return source.next(out);
        }
    );
}

Value take_while(Call& call) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         predicate = call[1]](Context& context, Value& out) mutable {
            return source.next(out) && holds(context, predicate, out);
        }
    );
}

Value skip_while(Call& call) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         predicate = call[1],
         skipping = true](Context& context, Value& out) mutable {
            while (source.next(out)) {
                if (skipping && holds(context, predicate, out)) continue;
                skipping = false;
                return true;
            }
            return false;
        }
    );
}

Value append(Call& call) {
    const std::span<const Value> rest = call.rest();
    return chain(call.context(), call[0], Value::list({rest.begin(), rest.end()}));
}

Value concat(Call& call) {
    const std::span<const Value> all = call.rest();
    return chain(call.context(), {all.begin(), all.end()});
}

Value distinct(Call& call) {
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         selector = call[1],
         seen = KeySet()](Context& context, Value& out) mutable {
            while (source.next(out)) {
                const Value key = selector.is_null() ? out : apply(context, selector, out);
                if (seen.add(context, key)) return true;
            }
            return false;
        }
    );
}

Value enumerate(Call& call) {
    if (call[1].is_null()) raise_type("'NoneType' object cannot be interpreted as an integer");
    const std::int64_t start = call.integer(1);
    return lazily(
        call.context(),
        [source = Cursor(call.context(), call[0]),
         number = start](Context& context, Value& out) mutable {
            Value item;
            if (!source.next(item)) return false;
            context.budget().charge(4 * sizeof(Value));
            out = Value::list({number++, std::move(item)}, ListFlavor::fresh);
            return true;
        }
    );
}

Value flatten(Call& call) {
    std::vector<Cursor> stack;
    stack.emplace_back(call.context(), call[0]);
    return lazily(call.context(), [stack = std::move(stack)](Context& context, Value& out) mutable {
        while (!stack.empty()) {
            context.budget().step();
            if (!stack.back().next(out)) {
                stack.pop_back();
            } else if (is_collection(out)) {
                context.budget().charge(sizeof(Cursor));
                stack.emplace_back(context, std::move(out));
            } else {
                return true;
            }
        }
        return false;
    });
}

Value reverse(Call& call) {
    return lazily(
        call.context(),
        [source = call[0],
         items = std::vector<Value>(),
         read = false](Context& context, Value& out) mutable {
            if (!read) items = collect(context, std::exchange(source, nullptr));
            read = true;
            if (items.empty()) return false;
            out = std::move(items.back());
            items.pop_back();
            return true;
        }
    );
}

Value memorized(Call& call) {
    return memorize(call.context(), call[0]);
}

Value to_list(Call& call) {
    return wf::expr::to_list(call.context(), call[0]);
}

Value default_if_empty(Call& call) {
    const Value collection = memorize(call.context(), call[0]);
    Cursor cursor(call.context(), collection);
    Value first;
    return cursor.next(first) ? collection : call[1];
}

constexpr FunctionRow rows[] = {
    {"where",
     Forms::method,
     "collection: collection, predicate: expr",
     "Items for which the predicate is true. Lazy.",
     where,
     {{"[1, 2, 3].where($ > 1)", "[2, 3]"}}},
    {"filter",
     Forms::method,
     "collection: collection, predicate: expr",
     "Same as where.",
     where,
     {{"[1, 2, 3].filter($ < 2)", "[1]"}}},
    {"select",
     Forms::method,
     "collection: collection, selector: expr",
     "The selector's value for every item. Lazy.",
     select,
     {{"[1, 2].select($ * 2)", "[2, 4]"}}},
    {"map",
     Forms::method,
     "collection: collection, selector: expr",
     "Same as select.",
     select,
     {{"[1, 2].map($ + 1)", "[2, 3]"}}},
    {"selectMany",
     Forms::method,
     "collection: collection, selector: expr",
     "As select, and collections that the selector gives are spliced. Lazy.",
     select_many,
     {{"[1, 2].selectMany([$, -$])", "[1, -1, 2, -2]"}, {"[1].selectMany(ab)", "[\"ab\"]"}}},
    {"limit",
     Forms::method,
     "collection: collection, count: int*",
     "The first items. Lazy.",
     limit,
     {{"sequence().limit(3)", "[0, 1, 2]"}}},
    {"take",
     Forms::method,
     "collection: collection, count: int*",
     "Same as limit.",
     limit,
     {{"[1, 2, 3].take(2)", "[1, 2]"}}},
    {"skip",
     Forms::method,
     "collection: collection, count: int*",
     "Without the first items. Lazy.",
     skip,
     {{"[1, 2, 3].skip(1)", "[2, 3]"}}},
    {"takeWhile",
     Forms::method,
     "collection: collection, predicate: expr",
     "Items before the first one for which the predicate is false. Lazy.",
     take_while,
     {{"[1, 5, 2].takeWhile($ < 3)", "[1]"}}},
    {"skipWhile",
     Forms::method,
     "collection: collection, predicate: expr",
     "Items from the first one for which the predicate is false. Lazy.",
     skip_while,
     {{"[1, 5, 2].skipWhile($ < 3)", "[5, 2]"}}},
    {"append",
     Forms::both,
     "collection: collection, *args: any",
     "The collection, then the arguments. Lazy.",
     append,
     {{"[1].append(2, 3)", "[1, 2, 3]"}}},
    {"concat",
     Forms::both,
     "*collections: collection",
     "The collections one after the other. Lazy.",
     concat,
     {{"[1].concat([2], [3])", "[1, 2, 3]"}}},
    {"distinct",
     Forms::both,
     "collection: collection, keySelector: expr = null",
     "Items whose key (the item itself without a selector) was not seen before. Lazy.",
     distinct,
     {{"[1, 2, 1].distinct()", "[1, 2]"}, {"[1, 2, 3].distinct($ mod 2)", "[1, 2]"}}},
    {"enumerate",
     Forms::both,
     "collection: collection, start: int*? = 0",
     "Lists of position and item. Lazy.",
     enumerate,
     {{"[a, b].enumerate(1)", "[[1, \"a\"], [2, \"b\"]]"}}},
    {"flatten",
     Forms::method,
     "collection: collection",
     "Nested collections expanded at all depths; texts and maps are items. Lazy.",
     flatten,
     {{"[1, [2, [3]]].flatten()", "[1, 2, 3]"}}},
    {"reverse",
     Forms::method,
     "collection: collection",
     "Items backwards. Lazy.",
     reverse,
     {{"[1, 2].reverse()", "[2, 1]"}}},
    {"memorize",
     Forms::method,
     "collection: collection",
     "An iterator that can be walked several times.",
     memorized,
     {{"let([1, 2].select($).memorize()) -> $.sum() + $.sum()", "6"}}},
    {"toList",
     Forms::method,
     "collection: collection",
     "The items as a list.",
     to_list,
     {{"range(3).toList()", "[0, 1, 2]"}}},
    {"defaultIfEmpty",
     Forms::method,
     "collection: collection, default: collection",
     "The default if the collection has no item.",
     default_if_empty,
     {{"[].defaultIfEmpty([1])", "[1]"}}},
};

}  // namespace

std::span<const FunctionRow> walking() {
    return rows;
}

}  // namespace wf::expr::functions
