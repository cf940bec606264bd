// Numbers from texts, as Python's int() and float() read them.
#pragma once
#include "value/value.hpp"

#include <optional>
#include <string_view>

namespace wf::expr {

/// Blanks around, sign, digits of any script, single underscores between them. @raises ValueError
Value parse_integer(std::string_view text);
/// Decimal number, nan, inf, infinity. @raises ValueError
Value parse_float(std::string_view text);
/// The same without an exception: nullopt if malformed.
std::optional<double> read_float(std::string_view text);
std::optional<Value> read_integer(std::string_view text);

}  // namespace wf::expr
