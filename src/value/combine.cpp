// Dicts made from dicts. overlay() itself is in dict.cpp.
#include "base/assert.hpp"
#include "value/node/containers.hpp"
#include "value/value.hpp"

namespace wf {
namespace {

/// Deeper dicts are replaced whole instead of merged, so that the stack stays bounded.
constexpr int levels_max = 500;

Value merge_levels(const Value& base, const Value& top, int levels) {
    if (levels == 0 || base.same_as(top)) return top;
    // Only what both have can need merging below; the rest is what an overlay does.
    DictBuilder merged;
    for (const Member& member : top.members()) {
        const Value* below = base.find(member.key);
        if (below != nullptr && below->is_dict() && member.value.is_dict())
            merged.set(member.key, merge_levels(*below, member.value, levels - 1));
        else
            merged.set(member.key, member.value);
    }
    return overlay(base, std::move(merged).freeze());
}

}  // namespace

Value merge_recursive(const Value& base, const Value& top) {
    WF_ASSERT(base.is_dict() || base.is_null(), "dicts are merged");
    WF_ASSERT(top.is_dict() || top.is_null(), "dicts are merged");
    if (base.empty() || top.empty()) return overlay(base, top);
    return merge_levels(base, top, levels_max);
}

Value with_member(const Value& base, std::string_view key, Value value) {
    Member member{key, std::move(value)};
    return overlay(base, node::make_dict({&member, 1}));
}

Value without_member(const Value& base, std::string_view key) {
    WF_ASSERT(base.is_dict() || base.is_null(), "a dict has members");
    if (!base.contains(key)) return base.is_dict() ? base : Value::dict({});
    DictBuilder rest{base.size()};
    for (const Member& member : base.members())
        if (!(member.key.is_string() && member.key.as_string() == key))
            rest.set(member.key, member.value);
    return std::move(rest).freeze();
}

}  // namespace wf
