// groupBy, with the two forms that its aggregator may have.
#include "expr/functions/families.hpp"
#include "expr/functions/keys.hpp"
#include "expr/functions/lazy.hpp"

#include <optional>

namespace wf::expr::functions {
namespace {

struct Groups {
    std::vector<Value> keys;
    std::vector<std::vector<Value>> members;
};

Groups grouped(
    Context& context,
    const Value& collection,
    const Value& key_selector,
    const Value& value_selector
) {
    Groups groups;
    KeySet numbers;
    Cursor cursor(context, collection);
    for (Value item; cursor.next(item);) {
        context.budget().charge(sizeof(Value));
        Value key = apply(context, key_selector, item);
        Value value =
            value_selector.is_null() ? std::move(item) : apply(context, value_selector, item);
        const auto [number, is_new] = numbers.find_or_add(context, key);
        if (is_new) {
            groups.keys.push_back(std::move(key));
            groups.members.emplace_back();
        }
        groups.members[number].push_back(std::move(value));
    }
    return groups;
}

/// Today's aggregator gets the values and gives the result. The old form got [key, values] and gave
/// a pair; it is tried when today's fails, until a group has succeeded that the old form cannot
/// explain.
class Aggregator {
public:
    explicit Aggregator(Value lambda) : lambda_(std::move(lambda)) {}

    Value group(Context& context, const Value& key, const Value& values) {
        if (lambda_.is_null()) return pair(key, values);
        if (old_form_) return old_group(context, key, values);
        try {
            const Value result = apply(context, lambda_, values);
            // Values of length two look like the old form's pair, so they prove nothing.
            if (values.size() != 2) certain_ = true;
            return pair(key, result);
        } catch (const EvalError& error) {
            const bool old_form_may_fit = error.kind == "NoMatchingMethod" ||
                                          error.kind == "NoMatchingFunction" ||
                                          error.kind == "IndexError";
            if (certain_ || !old_form_may_fit) throw;
            std::optional<Value> result = try_old_group(context, key, values);
            if (!result) throw;
            old_form_ = true;
            return *std::move(result);
        }
    }

private:
    static Value pair(const Value& key, const Value& value) {
        return Value::list({key, value}, ListFlavor::tuple);
    }

    Value old_group(Context& context, const Value& key, const Value& values) const {
        Value result = apply(context, lambda_, pair(key, values));
        if (!result.is_list() || result.size() != 2) raise_value("aggregator has to return a pair");
        return result;
    }

    std::optional<Value> try_old_group(Context& context, const Value& key, const Value& values)
        const {
        try {
            return old_group(context, key, values);
        } catch (const EvalError& error) {
            if (error.is_limit) throw;
            return std::nullopt;  // the first error is the one to show
        }
    }

    Value lambda_;
    bool certain_ = false;
    bool old_form_ = false;
};

Value group_by(Call& call) {
    return lazily(
        call.context(),
        [source = call[0],
         key_selector = call[1],
         value_selector = call[2],
         aggregator = Aggregator(call[3]),
         groups = std::optional<Groups>(),
         next = std::size_t{0}](Context& context, Value& out) mutable {
            if (!groups)
                groups =
                    grouped(context, std::exchange(source, nullptr), key_selector, value_selector);
            if (next >= groups->keys.size()) return false;
            const Value values = Value::list(std::move(groups->members[next]), ListFlavor::fresh);
            out = aggregator.group(context, groups->keys[next], values);
            ++next;
            return true;
        }
    );
}

constexpr FunctionRow rows[] = {
    {"groupBy",
     Forms::method,
     "collection: collection, keySelector: expr, valueSelector: expr = null, aggregator: expr = "
     "null",
     "Lists [key, [values]] in the order of first appearance; the aggregator gets the values and "
     "its result "
     "takes their place. Lazy.",
     group_by,
     {{"[1, 2, 3].groupBy($ mod 2)", "[[1, [1, 3]], [0, [2]]]"},
      {"[1, 2, 3].groupBy($ mod 2, $, $.sum())", "[[1, 4], [0, 2]]"}}},
};

}  // namespace

std::span<const FunctionRow> grouping() {
    return rows;
}

}  // namespace wf::expr::functions
