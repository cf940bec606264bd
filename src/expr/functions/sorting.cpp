// orderBy and its kin: a collection that sorts itself when it is walked.
#include "expr/functions/families.hpp"
#include "expr/functions/lazy.hpp"
#include "expr/functions/operators.hpp"

#include <algorithm>
#include <numeric>

namespace wf::expr::functions {
namespace {

struct SortKey {
    Value selector;
    bool descending = false;
};

class Sorted final : public Walkable {
public:
    Sorted(Value source, std::vector<SortKey> keys)
        : Walkable(WalkableKind::sorted), source_(std::move(source)), keys_(std::move(keys)) {}

    Value walk(Context& context) const override {
        std::vector<Value> items = collect(context, source_);
        std::vector<std::size_t> order(items.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const std::vector<Value> selected = selected_keys(context, items);
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
            context.budget().step();
            return precedes(context, &selected[a * keys_.size()], &selected[b * keys_.size()]);
        });
        return lazily(
            context,
            [items = std::move(items),
             order = std::move(order),
             next = std::size_t{0}](Context&, Value& out) mutable {
                if (next >= order.size()) return false;
                out = items[order[next++]];
                return true;
            }
        );
    }

    Value with_key(SortKey key) const {
        std::vector<SortKey> keys = keys_;
        keys.push_back(std::move(key));
        return Value::opaque<Sorted>(source_, std::move(keys));
    }

private:
    // Keys of all items, row by row. A single item is never compared, so its selector does not run.
    std::vector<Value> selected_keys(Context& context, const std::vector<Value>& items) const {
        std::vector<Value> selected;
        if (items.size() < 2) return selected;
        context.budget().charge(items.size() * keys_.size() * sizeof(Value));
        selected.reserve(items.size() * keys_.size());
        for (const Value& item : items)
            for (const SortKey& key : keys_) selected.push_back(apply(context, key.selector, item));
        return selected;
    }

    bool precedes(Context& context, const Value* a, const Value* b) const {
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            const bool descending = keys_[i].descending;
            if (operators::less(context, a[i], b[i])) return !descending;
            if (operators::greater(context, a[i], b[i])) return descending;
        }
        return false;
    }

    Value source_;
    std::vector<SortKey> keys_;
};

Value sorted(Call& call, bool descending) {
    const Value source = memorize(call.context(), call[0]);
    return Value::opaque<Sorted>(source, std::vector<SortKey>{{call[1], descending}});
}

Value order_by(Call& call) {
    return sorted(call, false);
}

Value order_by_descending(Call& call) {
    return sorted(call, true);
}

Value then_by(Call& call) {
    return static_cast<const Sorted*>(object_if(call[0]))->with_key({call[1], false});
}

Value then_by_descending(Call& call) {
    return static_cast<const Sorted*>(object_if(call[0]))->with_key({call[1], true});
}

constexpr FunctionRow rows[] = {
    {"orderBy",
     Forms::method,
     "collection: collection, selector: expr",
     "The items sorted by the selector's values; stable, null first.",
     order_by,
     {{"[3, 1, 2].orderBy($)", "[1, 2, 3]"}}},
    {"orderByDescending",
     Forms::method,
     "collection: collection, selector: expr",
     "As orderBy, the greatest first.",
     order_by_descending,
     {{"[3, 1, 2].orderByDescending($)", "[3, 2, 1]"}}},
    {"thenBy",
     Forms::method,
     "collection: sorted, selector: expr",
     "A further key for equal items of a sorted collection.",
     then_by,
     {{"[[1, b], [1, a]].orderBy($[0]).thenBy($[1])", "[[1, \"a\"], [1, \"b\"]]"}}},
    {"thenByDescending",
     Forms::method,
     "collection: sorted, selector: expr",
     "A further descending key for equal items of a sorted collection.",
     then_by_descending,
     {{"[[1, a], [1, b]].orderBy($[0]).thenByDescending($[1])", "[[1, \"b\"], [1, \"a\"]]"}}},
};

}  // namespace

std::span<const FunctionRow> sorting() {
    return rows;
}

}  // namespace wf::expr::functions
