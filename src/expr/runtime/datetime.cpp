// Calculation with date-times and spans.
#include "expr/runtime/datetime.hpp"

#include "base/time.hpp"
#include "expr/runtime/arithmetic.hpp"

#include <cmath>

namespace wf::expr {
namespace {

constexpr std::int64_t days_max = 999'999'999;
// 0001-01-01 and 10000-01-01 in microseconds since 1970.
constexpr std::int64_t first_us = -719'162 * us_per_day;
constexpr std::int64_t last_us = 2'932'897 * us_per_day;

__extension__ using Wide = __int128;

std::int64_t checked_span(Wide microseconds) {
    const Wide limit = Wide{days_max + 1} * us_per_day;
    if (microseconds >= limit || microseconds < -Wide{days_max} * us_per_day)
        raise(
            "OverflowError",
            "days=" + std::to_string(static_cast<std::int64_t>(microseconds / us_per_day)) +
                "; must have magnitude <= 999999999"
        );
    // The greatest spans of Python do not fit 64 bits of microseconds.
    if (microseconds > INT64_MAX || microseconds < INT64_MIN)
        raise("OverflowError", "time span too large");
    return static_cast<std::int64_t>(microseconds);
}

std::int64_t rounded_span(double microseconds) {
    if (std::isnan(microseconds)) raise_value("cannot convert float NaN to integer");
    if (std::fabs(microseconds) > 9.2e18) raise("OverflowError", "time span too large");
    return checked_span(static_cast<Wide>(std::nearbyint(microseconds)));
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - static_cast<std::int64_t>(a % b < 0);
}

void require_same_awareness(const DateTime& a, const DateTime& b, const char* message) {
    if (a.aware != b.aware) raise_type(message);
}

void check_range(std::int64_t value, std::int64_t low, std::int64_t high, const char* message) {
    if (value < low || value > high) raise_value(message);
}

}  // namespace

Value make_timespan(std::int64_t microseconds) {
    return Value::timespan(checked_span(microseconds));
}

Value timespan_sum(std::int64_t a, std::int64_t b) {
    return Value::timespan(checked_span(Wide{a} + b));
}

Value scaled(std::int64_t span, const Value& factor) {
    if (factor.kind() == Kind::integer)
        return Value::timespan(checked_span(Wide{span} * factor.as_int()));
    return Value::timespan(rounded_span(static_cast<double>(span) * arith::to_double(factor)));
}

Value divided(std::int64_t span, const Value& divisor) {
    const double by = arith::to_double(divisor);
    if (by == 0.0) raise("ZeroDivisionError", "division by zero");
    return Value::timespan(rounded_span(static_cast<double>(span) / by));
}

Value shifted(const DateTime& at, std::int64_t microseconds) {
    DateTime moved = at;
    if (__builtin_add_overflow(at.local_us, microseconds, &moved.local_us) ||
        moved.local_us < first_us || moved.local_us >= last_us)
        raise("OverflowError", "date value out of range");
    return Value::datetime(moved);
}

std::int64_t utc_microseconds(const DateTime& at) {
    return at.local_us - at.offset_seconds * us_per_second;
}

Value between(const DateTime& start, const DateTime& end) {
    require_same_awareness(start, end, "can't subtract offset-naive and offset-aware datetimes");
    return Value::timespan(utc_microseconds(end) - utc_microseconds(start));
}

std::partial_ordering compare(const DateTime& a, const DateTime& b) {
    require_same_awareness(a, b, "can't compare offset-naive and offset-aware datetimes");
    return utc_microseconds(a) <=> utc_microseconds(b);
}

CivilTime civil_of(const DateTime& at) {
    const std::int64_t days = floor_div(at.local_us, us_per_day);
    const std::int64_t time = at.local_us - days * us_per_day;
    const CivilDate date = civil_from_days(days);
    return CivilTime{
        .year = date.year,
        .month = date.month,
        .day = date.day,
        .hour = time / us_per_hour,
        .minute = time / us_per_minute % 60,
        .second = time / us_per_second % 60,
        .microsecond = time % us_per_second};
}

bool is_leap(std::int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, std::int64_t month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

int weekday_of(const DateTime& at) {
    const std::int64_t days = floor_div(at.local_us, us_per_day);
    return static_cast<int>(((days + 3) % 7 + 7) % 7);  // day 0 was a Thursday
}

DateTime make_datetime(const CivilTime& time, std::optional<std::int64_t> offset_us) {
    if (time.year < 1 || time.year > 9999)
        raise_value("year " + std::to_string(time.year) + " is out of range");
    check_range(time.month, 1, 12, "month must be in 1..12");
    check_range(time.day, 1, days_in_month(time.year, time.month), "day is out of range for month");
    check_range(time.hour, 0, 23, "hour must be in 0..23");
    check_range(time.minute, 0, 59, "minute must be in 0..59");
    check_range(time.second, 0, 59, "second must be in 0..59");
    check_range(time.microsecond, 0, 999'999, "microsecond must be in 0..999999");
    const std::int64_t days = days_from_civil(
        time.year, static_cast<unsigned>(time.month), static_cast<unsigned>(time.day)
    );
    DateTime made;
    made.local_us = days * us_per_day + time.hour * us_per_hour + time.minute * us_per_minute +
                    time.second * us_per_second + time.microsecond;
    made.aware = offset_us.has_value();
    if (offset_us) {
        if (*offset_us <= -us_per_day || *offset_us >= us_per_day) {
            raise_value("offset must be a timedelta strictly between -timedelta(hours=24) and "
                        "timedelta(hours=24).");
        }
        made.offset_seconds = static_cast<std::int32_t>(*offset_us / us_per_second);
    }
    return made;
}

}  // namespace wf::expr
