// Set algebra over wf::Value sets.
#include "expr/functions/set_like.hpp"

#include "expr/runtime/iterator.hpp"
#include "expr/runtime/text.hpp"
#include "expr/runtime/text_search.hpp"
#include "value/freshness.hpp"

#include <unordered_set>

namespace wf::expr {
namespace {

struct Equal {
    bool operator()(const Value& a, const Value& b) const { return a == b; }
};

using Lookup = std::unordered_set<Value, std::hash<Value>, Equal>;

Lookup lookup_of(const Value& set) {
    return {set.items().begin(), set.items().end()};
}

void account(Context& context, const Value& a, const Value& b) {
    context.budget().steps(static_cast<std::int64_t>(a.size() + b.size()));
    context.budget().charge((a.size() + b.size()) * 2 * sizeof(Value));
}

void refuse_fresh(const Value& value) {
    if (is_fresh(value))
        raise_type(value.is_list() ? "unhashable type: 'list'" : "unhashable type: 'dict'");
    if (value.depth() <= 1) return;
    for (const Value& item : value.items()) refuse_fresh(item);
    for (const Member& member : value.members()) refuse_fresh(member.value);
}

template <class Keep>
Value filtered(const Value& set, const Keep& keep) {
    std::vector<Value> members;
    for (const Value& member : set.items())
        if (keep(member)) members.push_back(member);
    return Value::set(std::move(members));
}

}  // namespace

bool is_set_like(const Value& value) {
    if (value.kind() == Kind::set) return true;
    const auto* walkable = static_cast<const Walkable*>(object_if(value, ObjectKind::walkable));
    if (walkable == nullptr) return false;
    return walkable->walkable_kind() == WalkableKind::keys_view ||
           walkable->walkable_kind() == WalkableKind::items_view;
}

void require_set(const Value& receiver, std::string_view method) {
    const auto* view = static_cast<const Walkable*>(object_if(receiver, ObjectKind::walkable));
    if (view == nullptr) return;
    const bool is_keys = view->walkable_kind() == WalkableKind::keys_view;
    raise(
        "AttributeError",
        std::string{is_keys ? "'KeysView'" : "'ItemsView'"} + " object has no attribute '" +
            std::string{method} + "'"
    );
}

Value to_set(Context& context, const Value& set_like) {
    if (set_like.kind() == Kind::set) return set_like;
    return Value::set(collect(context, set_like));
}

namespace {

void refuse_views(const Value& value) {
    if (!is_set_like(value)) return;
    const auto* view = static_cast<const Walkable*>(object_if(value));
    const bool is_keys = view->walkable_kind() == WalkableKind::keys_view;
    raise_type(is_keys ? "unhashable type: 'KeysView'" : "unhashable type: 'ItemsView'");
}

}  // namespace

void check_hashable(Context& context, const Value& value) {
    step_over_text(context.budget(), value.memory_bytes());
    if (value.kind() == Kind::opaque) return refuse_views(value);
    if (value.depth() == 0) return;
    check_depth(value);
    refuse_fresh(value);
}

Value union_of(Context& context, const Value& a, const Value& b) {
    const Value left = to_set(context, a);
    const Value right = to_set(context, b);
    account(context, left, right);
    std::vector<Value> members(left.items().begin(), left.items().end());
    members.insert(members.end(), right.items().begin(), right.items().end());
    return Value::set(std::move(members));
}

Value intersection_of(Context& context, const Value& a, const Value& b) {
    const Value left = to_set(context, a);
    const Value right = to_set(context, b);
    account(context, left, right);
    const Lookup wanted = lookup_of(right);
    return filtered(left, [&](const Value& member) { return wanted.contains(member); });
}

Value difference_of(Context& context, const Value& a, const Value& b) {
    const Value left = to_set(context, a);
    const Value right = to_set(context, b);
    account(context, left, right);
    const Lookup unwanted = lookup_of(right);
    return filtered(left, [&](const Value& member) { return !unwanted.contains(member); });
}

bool is_subset(Context& context, const Value& a, const Value& b, bool proper) {
    const Value left = to_set(context, a);
    const Value right = to_set(context, b);
    account(context, left, right);
    if (left.size() > right.size() || (proper && left.size() == right.size())) return false;
    const Lookup all = lookup_of(right);
    for (const Value& member : left.items())
        if (!all.contains(member)) return false;
    return true;
}

}  // namespace wf::expr
