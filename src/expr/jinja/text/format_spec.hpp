// The mini language of str.format: "{:>10.2f}".
#pragma once
#include "expr/jinja/data/type.hpp"

#include <string>
#include <string_view>

namespace wf::expr::jinja {

/// format(value, spec). @raises ValueError, TypeError in Python's words.
std::string format_value(Evaluation& run, const Value& value, std::string_view spec);

/// `format.format(*positional, **named)`. Attributes of fields follow the sandbox rules.
std::string format_fields(Evaluation& run, std::string_view format, const Args& args);
/// `format.format_map(mapping)`.
std::string format_mapping(Evaluation& run, std::string_view format, const Value& mapping);

}  // namespace wf::expr::jinja
