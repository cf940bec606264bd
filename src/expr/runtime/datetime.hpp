// Calculation with date-times and time spans (microseconds), with Python's ranges.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::expr {

inline constexpr std::int64_t us_per_second = 1'000'000;
inline constexpr std::int64_t us_per_minute = 60 * us_per_second;
inline constexpr std::int64_t us_per_hour = 60 * us_per_minute;
inline constexpr std::int64_t us_per_day = 24 * us_per_hour;

/// A span as a value. @raises OverflowError beyond 999999999 days.
Value make_timespan(std::int64_t microseconds);
Value timespan_sum(std::int64_t a, std::int64_t b);
/// Rounded half to even, as Python does. @raises OverflowError, ValueError (NaN), ZeroDivisionError
Value scaled(std::int64_t span, const Value& factor);
Value divided(std::int64_t span, const Value& divisor);

/// The date-time moved by a span, in the same offset. @raises OverflowError outside of the years 1
/// to 9999.
Value shifted(const DateTime& at, std::int64_t microseconds);
/// end - start. @raises TypeError if only one of them has an offset.
Value between(const DateTime& start, const DateTime& end);
std::partial_ordering compare(const DateTime& a, const DateTime& b);
/// Microseconds since 1970 in UTC; without an offset the local time counts as UTC.
std::int64_t utc_microseconds(const DateTime& at);

struct CivilTime {
    std::int64_t year = 1970;
    std::int64_t month = 1;
    std::int64_t day = 1;
    std::int64_t hour = 0;
    std::int64_t minute = 0;
    std::int64_t second = 0;
    std::int64_t microsecond = 0;
};

CivilTime civil_of(const DateTime& at);
/// @raises ValueError in Python's words for a part out of range.
DateTime make_datetime(const CivilTime& time, std::optional<std::int64_t> offset_us);
bool is_leap(std::int64_t year);
int days_in_month(std::int64_t year, std::int64_t month);
int weekday_of(const DateTime& at);  ///< Monday is 0

/// Property of a date-time or span (`.year`, `.seconds`); nullopt if it has none of that name.
std::optional<Value> property_of(const Value& value, std::string_view name);
/// True if some kind of value has a property of this name.
bool is_property_name(std::string_view name);

}  // namespace wf::expr
