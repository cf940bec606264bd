// The careful JSON reader: for what simdjson refuses, be it good (NaN, huge numbers) or bad.
#pragma once
#include "value/json.hpp"

namespace wf {

/// Same contract as parse_json(); slower, and says exactly what is wrong where.
Result<Value> parse_json_strictly(std::string_view text, std::size_t depth_max);

/// Deepest nesting that any limit may ask for: the readers recurse.
inline constexpr std::size_t json_depth_ceiling = 1000;

Error nested_too_deep(std::size_t depth_max);

}  // namespace wf
