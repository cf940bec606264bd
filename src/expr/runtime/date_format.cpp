// strftime.
#include "base/time.hpp"
#include "expr/runtime/date_text.hpp"

namespace wf::expr {
namespace {

std::string padded(std::int64_t number, int width, char fill = '0') {
    std::string digits = std::to_string(number);
    const auto missing = width - static_cast<int>(digits.size());
    if (missing > 0) digits.insert(0, static_cast<std::size_t>(missing), fill);
    return digits;
}

int day_of_year(const CivilTime& time) {
    return static_cast<int>(
        days_from_civil(
            time.year, static_cast<unsigned>(time.month), static_cast<unsigned>(time.day)
        ) -
        days_from_civil(time.year, 1, 1) + 1
    );
}

struct IsoWeek {
    std::int64_t year;
    int week;
};

// ISO 8601: week 1 is the one with the year's first Thursday.
IsoWeek iso_week(const CivilTime& time, int weekday) {
    const int week = (day_of_year(time) - (weekday + 1) + 10) / 7;
    const auto weeks_in = [](std::int64_t year) {
        const auto last_weekday = [](std::int64_t y) {
            return (y + y / 4 - y / 100 + y / 400) % 7;
        };
        return last_weekday(year) == 4 || last_weekday(year - 1) == 3 ? 53 : 52;
    };
    if (week < 1) return {time.year - 1, weeks_in(time.year - 1)};
    if (week > weeks_in(time.year)) return {time.year + 1, 1};
    return {time.year, week};
}

std::string offset_text(const DateTime& at) {
    if (!at.aware) return {};
    const int seconds = at.offset_seconds < 0 ? -at.offset_seconds : at.offset_seconds;
    std::string text = at.offset_seconds < 0 ? "-" : "+";
    text += padded(seconds / 3600, 2) + padded(seconds / 60 % 60, 2);
    if (seconds % 60 != 0) text += padded(seconds % 60, 2);
    return text;
}

std::string zone_name(const DateTime& at) {
    return at.aware && at.offset_seconds == 0 ? "UTC" : "";
}

class Formatter {
public:
    explicit Formatter(const DateTime& at)
        : at_(at), time_(civil_of(at)), weekday_(weekday_of(at)) {}

    std::string directive(char c) const {
        switch (c) {
        case 'a': return std::string{day_names[weekday_].substr(0, 3)};
        case 'A': return std::string{day_names[weekday_]};
        case 'b':
        case 'h': return std::string{month_name().substr(0, 3)};
        case 'B': return std::string{month_name()};
        case 'd': return padded(time_.day, 2);
        case 'e': return padded(time_.day, 2, ' ');
        case 'f': return padded(time_.microsecond, 6);
        case 'H': return padded(time_.hour, 2);
        case 'k': return padded(time_.hour, 2, ' ');
        case 'I': return padded((time_.hour + 11) % 12 + 1, 2);
        case 'l': return padded((time_.hour + 11) % 12 + 1, 2, ' ');
        case 'j': return padded(day_of_year(time_), 3);
        case 'm': return padded(time_.month, 2);
        case 'M': return padded(time_.minute, 2);
        case 'n': return "\n";
        case 't': return "\t";
        case 'p': return time_.hour < 12 ? "AM" : "PM";
        case 'P': return time_.hour < 12 ? "am" : "pm";
        case 'S': return padded(time_.second, 2);
        // As a local time, whatever the offset: the original's clock runs in UTC.
        case 's': return std::to_string(at_.local_us / us_per_second);
        case 'y': return padded(time_.year % 100, 2);
        case 'C': return padded(time_.year / 100, 2);
        case 'Y': return std::to_string(time_.year);
        case 'z': return offset_text(at_);
        case 'Z': return zone_name(at_);
        case '%': return "%";
        default: return week_or_compound(c);
        }
    }

private:
    std::string_view month_name() const { return month_names[time_.month - 1]; }

    std::string week_or_compound(char c) const {
        switch (c) {
        case 'u': return std::to_string(weekday_ + 1);
        case 'w': return std::to_string((weekday_ + 1) % 7);
        case 'U': return padded((day_of_year(time_) + 6 - (weekday_ + 1) % 7) / 7, 2);
        case 'W': return padded((day_of_year(time_) + 6 - weekday_) / 7, 2);
        case 'V': return padded(iso_week(time_, weekday_).week, 2);
        case 'G': return std::to_string(iso_week(time_, weekday_).year);
        case 'g': return padded(iso_week(time_, weekday_).year % 100, 2);
        case 'c': return format_date(at_, "%a %b %e %H:%M:%S %Y");
        case 'x':
        case 'D': return format_date(at_, "%m/%d/%y");
        case 'X':
        case 'T': return format_date(at_, "%H:%M:%S");
        case 'F': return format_date(at_, "%Y-%m-%d");
        case 'R': return format_date(at_, "%H:%M");
        case 'r': return format_date(at_, "%I:%M:%S %p");
        default: return {'%', c};
        }
    }

    DateTime at_;
    CivilTime time_;
    int weekday_;
};

}  // namespace

std::string format_date(const DateTime& at, std::string_view format) {
    const Formatter formatter(at);
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '%' && i + 1 < format.size())
            text += formatter.directive(format[++i]);
        else
            text.push_back(format[i]);
    }
    return text;
}

}  // namespace wf::expr
