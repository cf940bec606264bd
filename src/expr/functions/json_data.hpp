// What json_dump() makes of values that JSON does not know.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

namespace wf::expr {

/// Plain JSON: collections become lists, date-times ISO texts in their own zone without naming it.
/// @raises ValueError for time spans, regular expressions and other objects without a JSON form,
/// TypeError for keys that are no texts, numbers, booleans, null or date-times.
Value to_json_data(Context& context, const Value& value);

}  // namespace wf::expr
