// Patterns of cron triggers: when does one fire next? Pure; times are UTC.
//
// The syntax is croniter's: "minute hour day-of-month month day-of-week [second]", each field a
// list of values, ranges and steps ("*", "5", "1-5", "*/10", "5/10", "1-30/2"); months and weekdays
// by name as well; weekdays 0 to 7, where 0 and 7 are Sunday; "L" the last day of the month, "L5"
// the last Friday, "5#3" the third one; "?" for either kind of day; and @hourly, @daily, @midnight,
// @weekly, @monthly, @yearly, @annually. Case does not matter.
// Left out: H and R, whose meaning depends on a hash or on chance, and ranges that run backwards.
#pragma once
#include "base/error.hpp"
#include "base/time.hpp"

#include <array>
#include <bitset>
#include <optional>
#include <string_view>

namespace wf {

class CronPattern {
public:
    /// @errors invalid_argument, with the reason.
    static Result<CronPattern> parse(std::string_view text);

    /// The first firing strictly after `after`, on a whole second; nothing if there is none within
    /// 50 years.
    std::optional<Instant> next_after(Instant after) const;

    /// What is set in the fields, by number.
    struct Fields {
        std::bitset<60> seconds;
        std::bitset<60> minutes;
        std::bitset<24> hours;
        std::bitset<32> days;  ///< 1 to 31; bit 0: the last one
        std::bitset<13> months;
        std::bitset<7> weekdays;  ///< from Sunday
        /// By weekday: bits 1 to 5, which one of the month; bit 0: the last one. In place of
        /// `weekdays`.
        std::array<std::bitset<6>, 7> nth_weekdays;
        bool any_day = false;
        bool any_weekday = false;
        bool has_nth = false;
    };

private:
    bool fires_on(std::int64_t year, unsigned month, unsigned day, unsigned weekday) const;
    bool fires_on_nth(unsigned day, unsigned days_in_month, unsigned weekday) const;
    std::optional<std::int64_t> next_second_of_day(std::int64_t from) const;

    Fields fields_;
};

}  // namespace wf
