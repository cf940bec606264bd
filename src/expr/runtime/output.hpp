// What the value of an expression becomes when it leaves its language.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

namespace wf::expr {

/// YAQL's output conversion, by the context's options:
/// lazy sequences and tuples become lists, views of keys and items become sets. Plain parts are
/// shared.
/// @raises TypeError for what Python cannot put into a set or use as a key.
Value to_output(Context& context, const Value& value);

/// As stored: JSON only. Opaque leftovers become their text.
Value to_stored(Context& context, const Value& value);

}  // namespace wf::expr
