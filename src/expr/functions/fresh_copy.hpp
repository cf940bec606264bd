// What a document holds, as Python's own lists and dicts.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

namespace wf::expr {

/// The data with fresh lists and dicts on all levels, if the language tells them from those of the
/// data: only YAQL does.
Value fresh_copy(Context& context, const Value& data);

}  // namespace wf::expr
