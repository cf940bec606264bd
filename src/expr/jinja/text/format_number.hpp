// Numbers in the shapes that `%` formatting and str.format share.
#pragma once
#include "value/value.hpp"

#include <string>
#include <string_view>

namespace wf::expr::jinja {

/// Digits of |number| in base 2, 8, 10 or 16, without sign and prefix.
std::string integer_digits(const Value& integer, unsigned base);
bool is_negative(const Value& number);
/// |number| in form e, f, g or their upper case forms; `alternate`: Python's `#`.
std::string float_digits(double number, char form, int precision, bool alternate);

}  // namespace wf::expr::jinja
