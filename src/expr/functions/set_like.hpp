// Sets, and the views of keys and items that count as sets.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <string_view>

namespace wf::expr {

bool is_set_like(const Value& value);
/// The set itself, or a set of the view's members.
Value to_set(Context& context, const Value& set_like);
/// To be called before a value is hashed. Refuses what Python cannot hash: fresh lists and
/// dicts; sets of them are never made. Takes the steps that hashing and comparing the value need,
/// which for shared parts are many more than there are nodes. @raises TypeError
void check_hashable(Context& context, const Value& value);

Value union_of(Context& context, const Value& a, const Value& b);
Value intersection_of(Context& context, const Value& a, const Value& b);
Value difference_of(Context& context, const Value& a, const Value& b);
/// Every member of `a` is one of `b`; `proper`: and they differ.
bool is_subset(Context& context, const Value& a, const Value& b, bool proper);
/// Views are accepted wherever a set is, and then lack the set's methods. @raises AttributeError
void require_set(const Value& receiver, std::string_view method);

}  // namespace wf::expr
