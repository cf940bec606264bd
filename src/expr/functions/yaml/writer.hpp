// YAML text of a value: block style, sorted keys, ASCII, lines of about 80 columns.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <string>

namespace wf::expr::yaml {

/// `value` holds no lazy sequences. A plain scalar as a whole document is followed by "...".
std::string written(Context& context, const Value& value);

}  // namespace wf::expr::yaml
