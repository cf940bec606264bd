// The operators of YAQL on evaluated values.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <compare>
#include <string_view>

namespace wf::expr::operators {

// All raise NoMatchingFunction for `#operator_...` when the operands' kinds do not fit.
Value add(Context& context, const Value& a, const Value& b);
Value subtract(Context& context, const Value& a, const Value& b);
Value multiply(Context& context, const Value& a, const Value& b);
Value divide(Context& context, const Value& a, const Value& b);
Value modulo(Context& context, const Value& a, const Value& b);
Value plus(Context& context, const Value& a);
Value minus(Context& context, const Value& a);

/// The language's own order: null first; numbers, texts, dates, spans; sets by inclusion.
bool less(Context& context, const Value& a, const Value& b);
bool less_equal(Context& context, const Value& a, const Value& b);
bool greater(Context& context, const Value& a, const Value& b);
bool greater_equal(Context& context, const Value& a, const Value& b);

/// Structural, across types; iterators are equal to themselves only, views of keys and items to
/// sets.
bool equal(Context& context, const Value& a, const Value& b);
bool is_in(Context& context, const Value& value, const Value& collection);
/// `=~`: search of a pattern, given as text or regex.
bool matches(Context& context, const Value& text, const Value& pattern, bool negated);

[[noreturn]] void raise_no_match(std::string_view operator_name);

}  // namespace wf::expr::operators
