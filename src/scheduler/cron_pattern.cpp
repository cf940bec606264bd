#include "scheduler/cron_pattern.hpp"

#include "scheduler/cron_fields.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t days_searched = 50 * 366;

unsigned days_in(std::int64_t year, unsigned month) {
    const std::int64_t first = days_from_civil(year, month, 1);
    const std::int64_t next =
        month == 12 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, month + 1, 1);
    return static_cast<unsigned>(next - first);
}

/// Rounds towards the past, also before 1970.
std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

Result<CronPattern> CronPattern::parse(std::string_view text) {
    CronPattern pattern;
    WF_TRY(pattern.fields_, parse_cron_fields(text));
    return pattern;
}

bool CronPattern::fires_on_nth(unsigned day, unsigned days_in_month, unsigned weekday) const {
    const std::bitset<6>& which = fields_.nth_weekdays[weekday];
    return which[(day - 1) / 7 + 1] || (which[0] && day + 7 > days_in_month);
}

/// With both kinds of day restricted, either is enough; except that numbered weekdays ("5#2")
/// decide alone, as in croniter.
bool CronPattern::fires_on(std::int64_t year, unsigned month, unsigned day, unsigned weekday)
    const {
    if (!fields_.months[month]) return false;
    const unsigned last = days_in(year, month);
    if (fields_.has_nth) return fires_on_nth(day, last, weekday);
    const bool by_day = fields_.days[day] || (fields_.days[0] && day == last);
    if (fields_.any_weekday) return fields_.any_day || by_day;
    return fields_.weekdays[weekday] || (!fields_.any_day && by_day);
}

std::optional<std::int64_t> CronPattern::next_second_of_day(std::int64_t from) const {
    for (std::int64_t hour = from / 3600; hour < 24; ++hour) {
        if (!fields_.hours[static_cast<std::size_t>(hour)]) continue;
        const std::int64_t first = std::max(from, hour * 3600);
        for (std::int64_t minute = first / 60; minute < (hour + 1) * 60; ++minute) {
            if (!fields_.minutes[static_cast<std::size_t>(minute % 60)]) continue;
            for (std::int64_t at = std::max(from, minute * 60); at < (minute + 1) * 60; ++at) {
                if (fields_.seconds[static_cast<std::size_t>(at % 60)]) return at;
            }
        }
    }
    return std::nullopt;
}

std::optional<Instant> CronPattern::next_after(Instant after) const {
    const std::int64_t start = floor_div(after.ms, 1000) + 1;
    const std::int64_t first_day = floor_div(start, day_seconds);
    for (std::int64_t day = first_day; day < first_day + days_searched; ++day) {
        const CivilDate date = civil_from_days(day);
        const auto weekday = static_cast<unsigned>(((day + 4) % 7 + 7) % 7);  // 1970: a Thursday
        if (!fires_on(date.year, date.month, date.day, weekday)) continue;
        const std::int64_t from = day == first_day ? start - day * day_seconds : 0;
        if (const auto second = next_second_of_day(from))
            return Instant{(day * day_seconds + *second) * 1000};
    }
    return std::nullopt;
}

}  // namespace wf
