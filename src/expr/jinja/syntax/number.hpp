// Values of number literals.
#pragma once
#include "value/value.hpp"

#include <string_view>

namespace wf::expr::jinja {

/// Digits without underscores, with 0b, 0o or 0x in front or not.
Value integer_literal(std::string_view digits);
Value float_literal(std::string_view digits);

}  // namespace wf::expr::jinja
