// mergeWith: recursive union of two maps.
#include "expr/functions/families.hpp"
#include "expr/functions/keys.hpp"
#include "expr/runtime/iterator.hpp"
#include "value/freshness.hpp"
#include "value/python_text.hpp"

#include <string>

namespace wf::expr::functions {
namespace {

class Merge {
public:
    Merge(Context& context, Value list_merger, Value item_merger)
        : context_(context), list_merger_(std::move(list_merger)),
          item_merger_(std::move(item_merger)) {}

    Value merged(const Value& left, const Value& right, std::int64_t levels) {
        const Nesting nesting(context_.budget());
        context_.budget().steps(static_cast<std::int64_t>(left.size() + right.size()));
        context_.budget().charge((left.size() + right.size()) * sizeof(Member));
        DictBuilder builder(left);
        for (const Member& member : right.members()) {
            const Value* known = left.find(member.key);
            builder.set(
                member.key, known != nullptr ? both(*known, member.value, levels) : member.value
            );
        }
        return as_fresh_dict(std::move(builder).freeze());
    }

private:
    Value both(const Value& left, const Value& right, std::int64_t levels) {
        if (levels != 1 && right.is_dict()) {
            if (!left.is_dict()) raise_mismatch(left, right);
            return merged(left, right, levels == 0 ? 0 : levels - 1);
        }
        if (levels != 1 && right.is_list()) {
            if (!left.is_list()) raise_mismatch(left, right);
            return list_merger_.is_null() ? joined(left, right)
                                          : apply(context_, list_merger_, left, right);
        }
        return item_merger_.is_null() ? right : apply(context_, item_merger_, left, right);
    }

    Value joined(const Value& left, const Value& right) {
        require_same_type(left, right);
        KeySet seen;
        std::vector<Value> items;
        for (const Value* list : {&left, &right})
            for (const Value& item : list->items())
                if (seen.add(context_, item)) items.push_back(item);
        return Value::list(std::move(items));
    }

    static void require_same_type(const Value& left, const Value& right) {
        if (is_fresh(left) == is_fresh(right)) return;
        raise_type(
            is_fresh(left) ? "can only concatenate list (not \"tuple\") to list"
                           : "can only concatenate tuple (not \"list\") to tuple"
        );
    }

    [[noreturn]] static void raise_mismatch(const Value& left, const Value& right) {
        raise_type(
            "Cannot merge <class '" + class_name(left) + "'> with <class '" + class_name(right) +
            "'>"
        );
    }

    static std::string class_name(const Value& value) {
        if (value.is_list() && value.flavor() != ListFlavor::fresh) return "tuple";
        if (value.is_dict()) return is_fresh(value) ? "dict" : "yaql.language.utils.FrozenDict";
        return std::string{python_type_name(value)};
    }

    Context& context_;
    Value list_merger_;
    Value item_merger_;
};

Value merge_with(Call& call) {
    return Merge(call.context(), call[2], call[3]).merged(call[0], call[1], call.position(4));
}

constexpr FunctionRow rows[] = {
    {"mergeWith",
     Forms::method,
     "dict: map, another: map, listMerger: expr = null, itemMerger: expr = null, maxLevels: int* = "
     "0",
     "Recursive union of two maps. Lists are joined without duplicates unless listMerger($1, $2) "
     "is given; for "
     "other values the second one counts unless itemMerger($1, $2) is given. maxLevels 0: no "
     "limit.",
     merge_with,
     {{"{a => {b => 1}}.mergeWith({a => {c => 2}})", "{\"a\": {\"b\": 1, \"c\": 2}}"},
      {"{a => [1]}.mergeWith({a => [1, 2]})", "{\"a\": [1, 2]}"}}},
};

}  // namespace

std::span<const FunctionRow> merging() {
    return rows;
}

}  // namespace wf::expr::functions
