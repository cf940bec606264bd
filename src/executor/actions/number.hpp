// Python's int() and float() of parameters, which may arrive as numbers, booleans or text.
#pragma once
#include "base/time.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace wf::actions {

/// How a conversion can go wrong: Python's ValueError and TypeError are treated differently.
enum class Conversion : std::uint8_t { done, not_a_number, wrong_type };

struct Number {
    Conversion how = Conversion::done;
    double value = 0;
};

/// float(value): numbers, booleans, text like " 1.5 " or "1e3".
Number to_float(const Value& value);
/// int(value): numbers cut towards zero, booleans, text of digits only (no "1.5").
Number to_integer(const Value& value);
/// Whole milliseconds of a number of seconds; negative and not-a-number become 0, the most are 100
/// years.
Millis millis_of_seconds(double seconds);

}  // namespace wf::actions
