// str() and repr() of dates and spans as Python's datetime module prints them.
#include "value/python_time.hpp"

#include "base/time.hpp"
#include "value/python_text.hpp"
#include "value/value.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <iterator>

namespace wf {
namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t day_us = 86'400 * second_us;

/// Python's timedelta: only the days may be negative.
struct Span {
    std::int64_t days;
    std::int64_t seconds;
    std::int64_t microseconds;
};

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

Span split(std::int64_t microseconds) {
    const std::int64_t days = floor_div(microseconds, day_us);
    const std::int64_t rest = microseconds - days * day_us;
    return {days, rest / second_us, rest % second_us};
}

void append_offset(std::string& out, std::int32_t offset_seconds) {
    const std::int32_t magnitude = std::abs(offset_seconds);
    fmt::format_to(
        std::back_inserter(out),
        "{}{:02}:{:02}",
        offset_seconds < 0 ? '-' : '+',
        magnitude / 3600,
        magnitude / 60 % 60
    );
    if (magnitude % 60 != 0) fmt::format_to(std::back_inserter(out), ":{:02}", magnitude % 60);
}

}  // namespace

std::string timespan_text(std::int64_t microseconds) {
    const Span span = split(microseconds);
    std::string out;
    if (span.days != 0)
        out = fmt::format("{} day{}, ", span.days, std::abs(span.days) == 1 ? "" : "s");
    fmt::format_to(
        std::back_inserter(out),
        "{}:{:02}:{:02}",
        span.seconds / 3600,
        span.seconds / 60 % 60,
        span.seconds % 60
    );
    if (span.microseconds != 0)
        fmt::format_to(std::back_inserter(out), ".{:06}", span.microseconds);
    return out;
}

std::string timespan_repr(std::int64_t microseconds) {
    const Span span = split(microseconds);
    std::string parts;
    const auto add = [&parts](std::string_view name, std::int64_t number) {
        if (number == 0) return;
        fmt::format_to(
            std::back_inserter(parts), "{}{}={}", parts.empty() ? "" : ", ", name, number
        );
    };
    add("days", span.days);
    add("seconds", span.seconds);
    add("microseconds", span.microseconds);
    return fmt::format("datetime.timedelta({})", parts.empty() ? "0" : parts);
}

std::string datetime_text(const DateTime& at, char separator) {
    const Span time = split(at.local_us);
    const CivilDate date = civil_from_days(time.days);
    std::string out = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    if (at.date_only) return out;
    fmt::format_to(
        std::back_inserter(out),
        "{}{:02}:{:02}:{:02}",
        separator,
        time.seconds / 3600,
        time.seconds / 60 % 60,
        time.seconds % 60
    );
    if (time.microseconds != 0)
        fmt::format_to(std::back_inserter(out), ".{:06}", time.microseconds);
    if (at.aware) append_offset(out, at.offset_seconds);
    return out;
}

std::string datetime_repr(const DateTime& at) {
    const Span time = split(at.local_us);
    const CivilDate date = civil_from_days(time.days);
    if (at.date_only)
        return fmt::format("datetime.date({}, {}, {})", date.year, date.month, date.day);
    std::string out = fmt::format(
        "datetime.datetime({}, {}, {}, {}, {}",
        date.year,
        date.month,
        date.day,
        time.seconds / 3600,
        time.seconds / 60 % 60
    );
    const std::int64_t second = time.seconds % 60;
    if (second != 0 || time.microseconds != 0)
        fmt::format_to(std::back_inserter(out), ", {}", second);
    if (time.microseconds != 0) fmt::format_to(std::back_inserter(out), ", {}", time.microseconds);
    if (at.aware && at.offset_seconds == 0) out += ", tzinfo=tzutc()";
    if (at.aware && at.offset_seconds != 0)
        fmt::format_to(std::back_inserter(out), ", tzinfo=tzoffset(None, {})", at.offset_seconds);
    return out + ')';
}

}  // namespace wf
