// Numbers from texts, as Python's int() and float() read them: blanks around, underscores between
// digits.
#pragma once
#include "value/value.hpp"

#include <optional>
#include <string_view>

namespace wf::expr::jinja {

/// nullopt where Python raises ValueError. Reads inf, infinity and nan, too.
std::optional<double> read_float(std::string_view text);
/// Base 2 to 36; 0 takes it from a prefix. nullopt where Python raises ValueError.
std::optional<Value> read_integer(std::string_view text, std::int64_t base);

}  // namespace wf::expr::jinja
