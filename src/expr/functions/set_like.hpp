// Sets, and the views of keys and items that count as sets.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <string_view>

namespace wf::expr {

bool is_set_like(const Value& value);
/// The set itself, or a set of the view's members.
Value to_set(Context& context, const Value& set_like);
/// Refuses what Python cannot hash: fresh lists, sets of them are never made. @raises TypeError
void check_hashable(const Value& value);

Value union_of(Context& context, const Value& a, const Value& b);
Value intersection_of(Context& context, const Value& a, const Value& b);
Value difference_of(Context& context, const Value& a, const Value& b);
/// Every member of `a` is one of `b`; `proper`: and they differ.
bool is_subset(Context& context, const Value& a, const Value& b, bool proper);
bool set_contains(const Value& set, const Value& member);

}  // namespace wf::expr
