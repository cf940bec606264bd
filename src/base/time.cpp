#include "base/time.hpp"

#include <array>
#include <charconv>

namespace wf {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

void put_digits(char* at, std::int64_t value, int width) {
    for (int i = width - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

/// Reads exactly `width` digits at `text[pos]` and moves `pos`.
std::optional<std::int64_t> take_number(
    std::string_view text, std::size_t& pos, std::size_t width
) {
    if (pos + width > text.size()) return std::nullopt;
    std::int64_t value = 0;
    const char* begin = text.data() + pos;
    const auto [end, error] = std::from_chars(begin, begin + width, value);
    if (error != std::errc{} || end != begin + width || value < 0) return std::nullopt;
    pos += width;
    return value;
}

bool take_char(std::string_view text, std::size_t& pos, std::string_view any_of) {
    if (pos >= text.size() || any_of.find(text[pos]) == std::string_view::npos) return false;
    ++pos;
    return true;
}

/// ".123456" -> 123 ms; nothing there -> 0.
std::int64_t take_fraction_ms(std::string_view text, std::size_t& pos) {
    if (!take_char(text, pos, ".")) return 0;
    std::int64_t ms = 0;
    int digits = 0;
    while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') {
        if (digits < 3) ms = ms * 10 + (text[pos] - '0');
        ++digits;
        ++pos;
    }
    for (; digits < 3; ++digits) ms *= 10;
    return ms;
}

std::optional<std::int64_t> take_offset_ms(std::string_view text, std::size_t& pos) {
    if (pos == text.size()) return 0;
    if (take_char(text, pos, "Zz"))
        return pos == text.size() ? std::optional<std::int64_t>{0} : std::nullopt;
    const std::int64_t sign = text[pos] == '-' ? -1 : 1;
    if (!take_char(text, pos, "+-")) return std::nullopt;
    const auto hours = take_number(text, pos, 2);
    take_char(text, pos, ":");
    const auto minutes = take_number(text, pos, 2);
    if (!hours || !minutes || pos != text.size()) return std::nullopt;
    return sign * (*hours * 60 + *minutes) * 60'000;
}

}  // namespace

// The two calendar conversions follow Howard Hinnant's published "days_from_civil" derivation.
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<std::int64_t>(year - era * 400);
    const std::int64_t shifted_month = (static_cast<std::int64_t>(month) + 9) % 12;
    const std::int64_t day_of_year =
        (153 * shifted_month + 2) / 5 + static_cast<std::int64_t>(day) - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

CivilDate civil_from_days(std::int64_t days) {
    days += 719'468;
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const std::int64_t day_of_era = days - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const auto day = static_cast<unsigned>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    const auto month =
        static_cast<unsigned>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

void append_text(std::string& out, Instant at) {
    const std::int64_t days = (at.ms >= 0 ? at.ms : at.ms - (ms_per_day - 1)) / ms_per_day;
    const std::int64_t seconds = (at.ms - days * ms_per_day) / 1000;
    const CivilDate date = civil_from_days(days);
    std::array<char, 19> text{};
    text[4] = text[7] = '-';
    text[10] = ' ';
    text[13] = text[16] = ':';
    put_digits(text.data(), date.year, 4);
    put_digits(text.data() + 5, date.month, 2);
    put_digits(text.data() + 8, date.day, 2);
    put_digits(text.data() + 11, seconds / 3600, 2);
    put_digits(text.data() + 14, seconds / 60 % 60, 2);
    put_digits(text.data() + 17, seconds % 60, 2);
    out.append(text.data(), text.size());
}

std::string to_text(Instant at) {
    std::string text;
    append_text(text, at);
    return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
    std::size_t pos = 0;
    const auto year = take_number(text, pos, 4);
    if (!year || !take_char(text, pos, "-")) return std::nullopt;
    const auto month = take_number(text, pos, 2);
    if (!month || *month < 1 || *month > 12 || !take_char(text, pos, "-")) return std::nullopt;
    const auto day = take_number(text, pos, 2);
    if (!day || *day < 1 || *day > 31) return std::nullopt;
    const std::int64_t date =
        days_from_civil(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
    if (pos == text.size()) return Instant{date * ms_per_day};
    if (!take_char(text, pos, " Tt")) return std::nullopt;
    const auto hour = take_number(text, pos, 2);
    if (!hour || *hour > 23 || !take_char(text, pos, ":")) return std::nullopt;
    const auto minute = take_number(text, pos, 2);
    if (!minute || *minute > 59) return std::nullopt;
    std::int64_t ms = (*hour * 60 + *minute) * 60'000;
    if (take_char(text, pos, ":")) {
        const auto second = take_number(text, pos, 2);
        if (!second || *second > 60) return std::nullopt;
        ms += *second * 1000 + take_fraction_ms(text, pos);
    }
    const auto offset = take_offset_ms(text, pos);
    if (!offset) return std::nullopt;
    return Instant{date * ms_per_day + ms - *offset};
}

}  // namespace wf
