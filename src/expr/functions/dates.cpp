// Functions of date-times.
#include "expr/functions/families.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/date_text.hpp"

#include <cmath>

namespace wf::expr::functions {
namespace {

DateTime utc_now(const Context& context) {
    return DateTime{
        .local_us = context.scope().now.ms * 1000,
        .offset_seconds = 0,
        .aware = true,
        .date_only = false};
}

/// A part of a date; the original keeps them in 32 bits.
std::int64_t part(Call& call, std::size_t index) {
    const std::int64_t value = call.position(index);
    if (value > INT32_MAX) raise("OverflowError", "signed integer is greater than maximum");
    if (value < INT32_MIN) raise("OverflowError", "signed integer is less than minimum");
    return value;
}

/// @raises ValueError for a day or more.
std::int32_t offset_seconds(const Value& span) {
    const std::int64_t offset = span.as_timespan();
    if (offset <= -us_per_day || offset >= us_per_day)
        raise_value("offset must be a timedelta strictly between -timedelta(hours=24) and "
                    "timedelta(hours=24).");
    return static_cast<std::int32_t>(offset / us_per_second);
}

Value from_text(Call& call) {
    const std::string_view text = call[0].as_string();
    if (!call[1].is_null() && !call[1].as_string().empty())
        return Value::datetime(parse_date_format(call.context(), text, call[1].as_string()));
    return Value::datetime(parse_date_text(text, utc_now(call.context())));
}

Value from_timestamp(Call& call) {
    const std::int64_t offset = call[1].as_timespan();
    const double microseconds = arith::to_double(call[0]) * 1e6;
    if (std::isnan(microseconds)) raise_value("cannot convert float NaN to integer");
    if (std::fabs(arith::to_double(call[0])) >= 0x1p63)
        raise("OverflowError", "timestamp out of range for platform time_t");
    constexpr double first_year = -62135596800e6;
    constexpr double year_10000 = 253402300800e6;
    if (microseconds < first_year || microseconds >= year_10000) {
        const bool representable = std::fabs(microseconds) < 9e18;
        const std::int64_t year =
            representable ? civil_of({.local_us = static_cast<std::int64_t>(microseconds)}).year
                          : 0;
        raise_value("year " + std::to_string(year) + " is out of range");
    }
    const std::int64_t whole = call[0].kind() == Kind::integer
                                   ? call[0].as_int() * us_per_second
                                   : static_cast<std::int64_t>(std::nearbyint(microseconds));
    const DateTime utc{.local_us = whole, .offset_seconds = 0, .aware = true, .date_only = false};
    DateTime local = shifted(utc, offset).as_datetime();
    local.offset_seconds = offset_seconds(call[1]);
    return Value::datetime(local);
}

Value from_parts(Call& call) {
    const CivilTime time{
        .year = part(call, 0),
        .month = part(call, 1),
        .day = part(call, 2),
        .hour = part(call, 3),
        .minute = part(call, 4),
        .second = part(call, 5),
        .microsecond = part(call, 6)};
    return Value::datetime(make_datetime(time, call[7].as_timespan()));
}

Value now(Call& call) {
    DateTime at = utc_now(call.context());
    if (call[0].is_null()) {
        at.aware = false;
        return Value::datetime(at);
    }
    at = shifted(at, call[0].as_timespan()).as_datetime();
    at.offset_seconds = offset_seconds(call[0]);
    return Value::datetime(at);
}

Value format(Call& call) {
    return format_date(call[0].as_datetime(), call[1].as_string());
}

Value replace(Call& call) {
    const DateTime at = call[0].as_datetime();
    CivilTime time = civil_of(at);
    std::int64_t* const parts[] = {
        &time.year,
        &time.month,
        &time.day,
        &time.hour,
        &time.minute,
        &time.second,
        &time.microsecond};
    for (std::size_t i = 0; i < std::size(parts); ++i)
        if (!call[i + 1].is_null()) *parts[i] = part(call, i + 1);
    std::optional<std::int64_t> offset;
    if (at.aware) offset = at.offset_seconds * us_per_second;
    if (!call[8].is_null()) offset = call[8].as_timespan();
    return Value::datetime(make_datetime(time, offset));
}

constexpr FunctionRow rows[] = {
    {"datetime",
     Forms::function,
     "string: string, format: string? = null",
     "Reads a date-time: ISO 8601 and many other notations, or by a strptime format. UTC without a "
     "zone.",
     from_text,
     {{"str(datetime('2015-08-29T10:00:00Z'))", "\"2015-08-29 10:00:00+00:00\""},
      {"datetime('29/08/15', '%d/%m/%y').year", "2015"}}},
    {"datetime",
     Forms::function,
     "timestamp: number, offset: timespan = 0s",
     "Date-time of seconds since 1970, shown in an offset.",
     from_timestamp,
     {{"str(datetime(0))", "\"1970-01-01 00:00:00+00:00\""}}},
    {"datetime",
     Forms::function,
     "year: int*, month: int*, day: int*, hour: int* = 0, minute: int* = 0, second: int* = 0, "
     "microsecond: int* = 0, offset: timespan = 0s",
     "Date-time of its parts.",
     from_parts,
     {{"str(datetime(2020, 1, 2))", "\"2020-01-02 00:00:00+00:00\""}}},
    {"now",
     Forms::function,
     "offset: timespan? = 0s",
     "The current time in an offset; null: without a zone.",
     now,
     {{"isDatetime(now())", "true"}}},
    {"format",
     Forms::method,
     "dt: datetime, format: string",
     "Text by a strftime format.",
     format,
     {{"datetime(2020, 1, 2).format('%d.%m.%Y')", "\"02.01.2020\""}}},
    {"replace",
     Forms::method,
     "dt: datetime, year: int*? = null, month: int*? = null, day: int*? = null, hour: int*? = "
     "null, "
     "minute: int*? = null, second: int*? = null, microsecond: int*? = null, offset: timespan? = "
     "null",
     "The date-time with some parts replaced.",
     replace,
     {{"datetime(2020, 1, 2).replace(year => 2021).year", "2021"}}},
};

}  // namespace

std::span<const FunctionRow> dates() {
    return rows;
}

}  // namespace wf::expr::functions
