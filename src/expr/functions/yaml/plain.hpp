// Which value a plain (unquoted) YAML 1.1 scalar stands for.
#pragma once
#include "value/value.hpp"

#include <optional>
#include <string_view>

namespace wf::expr::yaml {

/// null, booleans (yes, on ...), integers of all bases, floats, dates; nullopt: a text.
/// @raises YAMLError for `=`, which has no meaning outside of a schema, and for impossible dates.
std::optional<Value> plain_value(std::string_view text);
/// True if the text would be read as something else than a text, `=` and `<<` included.
bool is_special_plain(std::string_view text);

}  // namespace wf::expr::yaml
