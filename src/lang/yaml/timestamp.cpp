// Dates and times of YAML 1.1: 2001-12-14, 2001-12-14 21:59:43.10 -5, 2001-12-14t21:59:43.10-05:00.
#include "base/time.hpp"
#include "lang/yaml/cursor.hpp"
#include "lang/yaml/scalar.hpp"

#include <cstdint>

namespace wf::lang::yaml {
namespace {

struct Parts {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    int microseconds = 0;
    int offset_seconds = 0;
    bool aware = false;
    bool date_only = true;
};

// `least` to `most` digits.
bool take_number(Cursor& in, int least, int most, int& number) {
    number = 0;
    int count = 0;
    for (; count < most && is_digit(in.peek()); ++count)
        number = number * 10 + (in.text[in.at++] - '0');
    return count >= least;
}

// Everything after the sixth digit is dropped.
void take_fraction(Cursor& in, int& microseconds) {
    int unit = 100'000;
    while (is_digit(in.peek())) {
        microseconds += (in.peek() - '0') * unit;
        unit /= 10;
        ++in.at;
    }
}

bool take_zone(Cursor& in, Parts& parts) {
    in.skip(" \t");
    if (in.done()) return true;
    parts.aware = true;
    if (in.take('Z')) return true;
    const int sign = in.peek() == '-' ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    if (!in.take_any("+-") || !take_number(in, 1, 2, hours)) return false;
    if (in.take(':') && !take_number(in, 2, 2, minutes)) return false;
    parts.offset_seconds = sign * (hours * 3600 + minutes * 60);
    return true;
}

bool take_time(Cursor& in, Parts& parts) {
    if (!in.take_any("Tt") && in.skip(" \t") == 0) return false;
    if (!take_number(in, 1, 2, parts.hour) || !in.take(':')) return false;
    if (!take_number(in, 2, 2, parts.minute) || !in.take(':')) return false;
    if (!take_number(in, 2, 2, parts.second)) return false;
    if (in.take('.')) take_fraction(in, parts.microseconds);
    parts.date_only = false;
    // Blanks belong to the zone: without one they make the whole a text, and YAML strips them
    // anyway.
    return take_zone(in, parts);
}

std::optional<Parts> parse(std::string_view text) {
    Cursor in{text};
    Parts parts;
    if (!take_number(in, 4, 4, parts.year) || !in.take('-')) return std::nullopt;
    const std::size_t month_at = in.at;
    if (!take_number(in, 1, 2, parts.month) || !in.take('-')) return std::nullopt;
    const bool long_month = in.at - month_at == 3;
    const std::size_t day_at = in.at;
    if (!take_number(in, 1, 2, parts.day)) return std::nullopt;
    if (in.done()) return long_month && in.at - day_at == 2 ? std::optional{parts} : std::nullopt;
    if (!take_time(in, parts) || !in.done()) return std::nullopt;
    return parts;
}

int days_in_month(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

const char* problem_of(const Parts& p) {
    if (p.year == 0) return "year 0 is out of range";
    if (p.month < 1 || p.month > 12) return "month must be in 1..12";
    if (p.day < 1 || p.day > days_in_month(p.year, p.month)) return "day is out of range for month";
    if (p.hour > 23) return "hour must be in 0..23";
    if (p.minute > 59) return "minute must be in 0..59";
    if (p.second > 59) return "second must be in 0..59";
    if (p.offset_seconds <= -86400 || p.offset_seconds >= 86400)
        return "offset must be less than a day";
    return nullptr;
}

}  // namespace

std::optional<Scalar> read_timestamp(std::string_view text) {
    const auto parts = parse(text);
    if (!parts) return std::nullopt;
    if (const char* problem = problem_of(*parts)) return tl::unexpected(std::string{problem});
    const std::int64_t days = days_from_civil(
        parts->year, static_cast<unsigned>(parts->month), static_cast<unsigned>(parts->day)
    );
    const std::int64_t seconds =
        days * 86400 + parts->hour * 3600 + parts->minute * 60 + parts->second;
    return Value::datetime({
        .local_us = seconds * 1'000'000 + parts->microseconds,
        .offset_seconds = parts->offset_seconds,
        .aware = parts->aware,
        .date_only = parts->date_only,
    });
}

}  // namespace wf::lang::yaml
