// Comparison operators, equality and membership.
#include "expr/functions/operators.hpp"
#include "expr/functions/set_like.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/datetime.hpp"
#include "expr/runtime/iterator.hpp"
#include "expr/runtime/regex.hpp"
#include "expr/runtime/text.hpp"
#include "expr/runtime/text_search.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/freshness.hpp"

#include <algorithm>

namespace wf::expr::operators {
namespace {

// Null is below everything and equal to itself. Sets are not handled here.
std::partial_ordering order(
    Context& context, std::string_view name, const Value& a, const Value& b
) {
    if (a.is_null() || b.is_null()) return !a.is_null() <=> !b.is_null();
    if (a.is_number() && b.is_number()) return arith::compare(a, b);
    if (a.kind() == b.kind()) {
        if (a.is_string()) {
            step_over_text(context.budget(), a.as_string().size());
            // UTF-8 keeps the order of code points.
            return a.as_string().compare(b.as_string()) <=> 0;
        }
        if (a.kind() == Kind::timespan) return a.as_timespan() <=> b.as_timespan();
        if (a.kind() == Kind::datetime) return compare(a.as_datetime(), b.as_datetime());
    }
    raise_no_match(name);
}

bool are_sets(const Value& a, const Value& b) {
    return is_set_like(a) && is_set_like(b);
}

}  // namespace

bool less(Context& context, const Value& a, const Value& b) {
    if (are_sets(a, b)) return is_subset(context, a, b, true);
    return order(context, "#operator_<", a, b) == std::partial_ordering::less;
}

bool less_equal(Context& context, const Value& a, const Value& b) {
    if (are_sets(a, b)) return is_subset(context, a, b, false);
    const std::partial_ordering found = order(context, "#operator_<=", a, b);
    return found == std::partial_ordering::less || found == std::partial_ordering::equivalent;
}

bool greater(Context& context, const Value& a, const Value& b) {
    if (are_sets(a, b)) return is_subset(context, b, a, true);
    return order(context, "#operator_>", a, b) == std::partial_ordering::greater;
}

bool greater_equal(Context& context, const Value& a, const Value& b) {
    if (are_sets(a, b)) return is_subset(context, b, a, false);
    const std::partial_ordering found = order(context, "#operator_>=", a, b);
    return found == std::partial_ordering::greater || found == std::partial_ordering::equivalent;
}

namespace {

/// Equal values whose lists are of the same type as well: YAQL holds the lists of the data as
/// tuples, which never equal the lists that split() and alike make.
bool have_equal_types(const Value& a, const Value& b) {
    if (a.is_list()) {
        if (is_fresh(a) != is_fresh(b)) return false;
        if (a.depth() == 1 && b.depth() == 1) return true;
        return std::ranges::equal(a.items(), b.items(), have_equal_types);
    }
    if (!a.is_dict() || (a.depth() == 1 && b.depth() == 1)) return true;
    return std::ranges::all_of(a.members(), [&](const Member& member) {
        return have_equal_types(member.value, *b.find(member.key));
    });
}

}  // namespace

bool equal(Context& context, const Value& a, const Value& b) {
    const bool a_opaque = a.kind() == Kind::opaque;
    const bool b_opaque = b.kind() == Kind::opaque;
    if (a_opaque || b_opaque) {
        if (a.same_as(b)) return true;
        const auto* left = static_cast<const Regex*>(object_if(a, ObjectKind::regex));
        const auto* right = static_cast<const Regex*>(object_if(b, ObjectKind::regex));
        if (left != nullptr && right != nullptr) return left->text() == right->text();
        if (!are_sets(a, b)) return false;
        return to_set(context, a) == to_set(context, b);
    }
    const std::size_t depth = a.depth();
    if (depth != 0) {
        check_depth(a);
        step_over_text(context.budget(), a.memory_bytes());
    } else if (a.is_string()) {
        step_over_text(context.budget(), a.as_string().size());
    }
    return a == b && (depth == 0 || have_equal_types(a, b));
}

namespace {

const Walkable* items_view_if(const Value& collection) {
    const auto* view = static_cast<const Walkable*>(object_if(collection, ObjectKind::walkable));
    const bool is_items = view != nullptr && view->walkable_kind() == WalkableKind::items_view;
    return is_items ? view : nullptr;
}

/// What `key, value = item` gives in Python.
std::pair<Value, Value> unpacked(Context& context, const Value& item) {
    std::vector<Value> parts;
    if (item.is_string()) {
        for (std::string_view rest = item.as_string(); !rest.empty() && parts.size() < 3;) {
            const std::string_view letter = unicode::slice(rest, 0, 1);
            parts.emplace_back(letter);
            rest.remove_prefix(letter.size());
        }
    } else if (is_collection(item, true)) {
        parts = collect(context, item);
    } else {
        raise_type("cannot unpack non-iterable " + std::string{python_type_name(item)} + " object");
    }
    if (parts.size() > 2) raise_value("too many values to unpack (expected 2)");
    if (parts.size() < 2)
        raise_value(
            "not enough values to unpack (expected 2, got " + std::to_string(parts.size()) + ")"
        );
    return {std::move(parts[0]), std::move(parts[1])};
}

bool is_in_items(Context& context, const Value& item, const Value& view) {
    const auto [key, value] = unpacked(context, item);
    check_hashable(context, key);
    Cursor cursor(context, view);
    for (Value pair; cursor.next(pair);) {
        context.budget().step();
        if (equal(context, pair.at(0), key)) return equal(context, pair.at(1), value);
    }
    return false;
}

}  // namespace

bool is_in(Context& context, const Value& value, const Value& collection) {
    if (value.is_string() && collection.is_string()) {
        step_over_text(context.budget(), collection.as_string().size());
        return find_text(collection.as_string(), value.as_string()) != std::string_view::npos;
    }
    if (!is_collection(collection, context.options().iterable_dicts))
        raise_no_match("#operator_in");
    if (items_view_if(collection) != nullptr) return is_in_items(context, value, collection);
    if (is_set_like(collection)) check_hashable(context, value);
    Cursor cursor(context, collection);
    for (Value item; cursor.next(item);) {
        context.budget().step();
        if (equal(context, item, value)) return true;
    }
    return false;
}

bool matches(Context& context, const Value& text, const Value& pattern, bool negated) {
    const auto* given = static_cast<const Regex*>(object_if(pattern, ObjectKind::regex));
    if (!text.is_string() || (given == nullptr && !pattern.is_string()))
        raise_no_match(negated ? "#operator_!~" : "#operator_=~");
    if (given != nullptr) return given->search(context, text.as_string()).has_value() != negated;
    const Value compiled = Regex::compile(context, pattern.as_string(), {});
    const auto* regex = static_cast<const Regex*>(object_if(compiled));
    return regex->search(context, text.as_string()).has_value() != negated;
}

}  // namespace wf::expr::operators
