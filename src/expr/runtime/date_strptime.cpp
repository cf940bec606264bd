// strptime. As in Python the format becomes a regular expression, so that a directive may take
// fewer characters than it could for the sake of what follows; then the parts that were found make
// a date.
#include "expr/runtime/date_text.hpp"
#include "expr/runtime/error.hpp"
#include "expr/runtime/regex.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <map>

namespace wf::expr {
namespace {

struct Directive {
    char letter;
    std::string_view pattern;  // of the text; composed ones are formats again
    bool is_composed = false;
};

constexpr std::string_view long_days = "Wednesday|Thursday|Saturday|Tuesday|Monday|Friday|Sunday";
constexpr std::string_view long_months =
    "September|February|November|December|January|October|August|March|April|June|July|May";

constexpr Directive directives[] = {
    {'d', "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]"},
    {'f', "[0-9]{1,6}"},
    {'H', "2[0-3]|[0-1]\\d|\\d"},
    {'I', "1[0-2]|0[1-9]|[1-9]| [1-9]"},
    {'G', "\\d\\d\\d\\d"},
    {'j', "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]"},
    {'m', "1[0-2]|0[1-9]|[1-9]"},
    {'M', "[0-5]\\d|\\d"},
    {'S', "6[0-1]|[0-5]\\d|\\d"},
    {'U', "5[0-3]|[0-4]\\d|\\d"},
    {'W', "5[0-3]|[0-4]\\d|\\d"},
    {'w', "[0-6]"},
    {'u', "[1-7]"},
    {'V', "5[0-3]|0[1-9]|[1-4]\\d|\\d"},
    {'y', "\\d\\d"},
    {'Y', "\\d\\d\\d\\d"},
    {'z', "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)"},
    {'A', long_days},
    {'a', "Mon|Tue|Wed|Thu|Fri|Sat|Sun"},
    {'B', long_months},
    {'b', "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"},
    {'p', "am|pm"},
    {'Z', "utc|gmt"},
    {'c', "%a %b %d %H:%M:%S %Y", true},
    {'x', "%m/%d/%y", true},
    {'X', "%H:%M:%S", true},
};

const Directive* directive_of(char letter) {
    const auto* const found = std::ranges::find(directives, letter, &Directive::letter);
    return found == std::end(directives) ? nullptr : found;
}

/// Appends the pattern for `format`; a part is a group named after its directive.
void append_pattern(std::string& out, std::string_view format, std::string_view whole) {
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        const std::string_view rest = format.substr(i);
        const std::size_t blanks = rest.size() - unicode::strip(rest, unicode::Side::left).size();
        if (blanks > 0) {
            i += blanks - 1;
            out += "\\s+";
        } else if (c != '%') {
            if (std::string_view{"\\.^$*+?(){}[]|"}.find(c) != std::string_view::npos) out += '\\';
            out += c;
        } else if (i + 1 == format.size()) {
            raise_value("stray % in format " + python_repr(whole));
        } else if (format[++i] == '%') {
            out += '%';
        } else if (const Directive* known = directive_of(format[i]); known == nullptr) {
            raise_value(
                "'" + std::string(1, format[i]) + "' is a bad directive in format " +
                python_repr(whole)
            );
        } else if (known->is_composed) {
            append_pattern(out, known->pattern, whole);
        } else {
            out += "(?P<" + std::string(1, format[i]) + ">" + std::string{known->pattern} + ")";
        }
    }
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The parts of the text, by directive.
class Parts {
public:
    Parts(const Regex& regex, const Match& match, std::string_view text) {
        const std::vector<std::string>& names = regex.group_names();
        for (std::size_t i = 1; i < match.size(); ++i)
            if (!names[i].empty() && match[i].matched())
                found_[names[i].front()] =
                    text.substr(match[i].start, match[i].stop - match[i].start);
    }

    bool has(char directive) const { return found_.contains(directive); }

    std::string_view text(char directive) const { return found_.at(directive); }

    std::optional<std::int64_t> number(char directive) const {
        if (!has(directive)) return std::nullopt;
        return digits(text(directive));
    }

    /// The digits of any script; everything else is skipped.
    static std::int64_t digits(std::string_view text) {
        std::int64_t value = 0;
        for (std::size_t at = 0; at < text.size();) {
            const int digit = unicode::digit_value(unicode::decode(text, at));
            if (digit >= 0) value = value * 10 + digit;
        }
        return value;
    }

    /// Position of the name among `names`, full or abbreviated.
    template <std::size_t count>
    std::optional<std::int64_t> name(
        char full, char abbreviated, const std::string_view (&names)[count]
    ) const {
        for (const char directive : {full, abbreviated}) {
            if (!has(directive)) continue;
            const std::string_view wanted = text(directive);
            const auto same = [](char a, char b) { return lower(a) == lower(b); };
            for (std::size_t i = 0; i < count; ++i)
                if (std::ranges::equal(wanted.substr(0, 3), names[i].substr(0, 3), same))
                    return static_cast<std::int64_t>(i);
        }
        return std::nullopt;
    }

private:
    std::map<char, std::string_view> found_;
};

std::optional<std::int64_t> year_of(const Parts& parts) {
    if (const auto year = parts.number('Y')) return year;
    if (const auto year = parts.number('y')) return *year + (*year < 69 ? 2000 : 1900);
    return std::nullopt;
}

std::int64_t hour_of(const Parts& parts) {
    const auto hour = parts.number('I');
    if (!hour) return parts.number('H').value_or(0);
    const bool after_noon = parts.has('p') && lower(parts.text('p').front()) == 'p';
    return *hour % 12 + (after_noon ? 12 : 0);
}

std::int64_t microsecond_of(std::string_view digits) {
    std::int64_t value = Parts::digits(digits);
    for (std::size_t count = digits.size(); count < 6; ++count) value *= 10;
    return value;
}

std::optional<std::int64_t> weekday_part(const Parts& parts) {
    if (const auto day = parts.name('A', 'a', day_names)) return day;
    if (const auto day = parts.number('w')) return (*day + 6) % 7;
    if (const auto day = parts.number('u')) return *day - 1;
    return std::nullopt;
}

std::optional<std::int64_t> offset_of(const Parts& parts) {
    if (!parts.has('z')) return std::nullopt;
    const std::string_view text = parts.text('z');
    if (text == "Z") return 0;
    const std::size_t point = text.find('.');
    std::string digits;
    for (const char c : text.substr(0, point))
        if (c >= '0' && c <= '9') digits += c;
    digits.resize(6, '0');
    std::int64_t span = Parts::digits(digits.substr(0, 2)) * us_per_hour +
                        Parts::digits(digits.substr(2, 2)) * us_per_minute +
                        Parts::digits(digits.substr(4, 2)) * us_per_second;
    if (point != std::string_view::npos) span += microsecond_of(text.substr(point + 1));
    return text.front() == '-' ? -span : span;
}

constexpr std::string_view weekday_needed = "and a weekday directive ('%A', '%a', '%w', or '%u').";

void check_iso_parts(const Parts& parts, bool has_year, bool has_weekday) {
    if (parts.has('G')) {
        if (!parts.has('V') || !has_weekday)
            raise_value(
                "ISO year directive '%G' must be used with the ISO week directive '%V' " +
                std::string{weekday_needed}
            );
        if (parts.has('j'))
            raise_value(
                "Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                "Use '%Y' instead."
            );
    } else if (parts.has('V')) {
        if (!has_year || !has_weekday)
            raise_value(
                "ISO week directive '%V' must be used with the ISO year directive '%G' " +
                std::string{weekday_needed}
            );
        raise_value(
            "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO "
            "year '%G' instead."
        );
    }
}

std::int64_t weekday_of_first(std::int64_t year) {
    return weekday_of(make_datetime({.year = year, .month = 1, .day = 1}, 0));
}

/// Day of the year of a weekday in the week that `%U` (from Sunday) or `%W` (from Monday) counts.
std::int64_t day_in_week(
    std::int64_t year, std::int64_t week, std::int64_t weekday, bool from_monday
) {
    std::int64_t first = weekday_of_first(year);
    if (!from_monday) {
        first = (first + 1) % 7;
        weekday = (weekday + 1) % 7;
    }
    const std::int64_t before = (7 - first) % 7;
    if (week == 0) return 1 + weekday - first;
    return 1 + before + 7 * (week - 1) + weekday;
}

/// Day of the year of a weekday in an ISO week; the week that holds the fourth of January is the
/// first.
std::int64_t day_in_iso_week(std::int64_t year, std::int64_t week, std::int64_t weekday) {
    const std::int64_t fourth = weekday_of(make_datetime({.year = year, .month = 1, .day = 4}, 0));
    return week * 7 + weekday + 1 - (fourth + 4);
}

std::optional<std::int64_t> day_of_year(
    const Parts& parts, std::int64_t& year, std::optional<std::int64_t> weekday
) {
    if (const auto day = parts.number('j')) return day;
    if (!weekday) return std::nullopt;
    std::optional<std::int64_t> day;
    const bool from_monday = parts.has('W');
    if (from_monday || parts.has('U')) {
        const std::int64_t week = *parts.number(from_monday ? 'W' : 'U');
        if (!year_of(parts)) return std::nullopt;
        day = day_in_week(year, week, *weekday, from_monday);
    } else if (parts.has('G')) {
        year = *parts.number('G');
        day = day_in_iso_week(year, *parts.number('V'), *weekday);
    }
    if (day && *day <= 0) {
        --year;
        *day += is_leap(year) ? 366 : 365;
    }
    return day;
}

void set_day_of_year(CivilTime& time, std::int64_t day) {
    const CivilTime first{.year = time.year, .month = 1, .day = 1};
    const Value moved = shifted(make_datetime(first, 0), (day - 1) * us_per_day);
    const CivilTime found = civil_of(moved.as_datetime());
    time.year = found.year;
    time.month = found.month;
    time.day = found.day;
}

DateTime assembled(const Parts& parts) {
    const std::optional<std::int64_t> given_year = year_of(parts);
    const std::optional<std::int64_t> weekday = weekday_part(parts);
    check_iso_parts(parts, given_year.has_value(), weekday.has_value());
    CivilTime time{.year = given_year.value_or(1900), .month = 1, .day = 1};
    if (const auto month = parts.name('B', 'b', month_names)) time.month = *month + 1;
    if (const auto month = parts.number('m')) time.month = *month;
    time.day = parts.number('d').value_or(1);
    time.hour = hour_of(parts);
    time.minute = parts.number('M').value_or(0);
    time.second = parts.number('S').value_or(0);
    if (parts.has('f')) time.microsecond = microsecond_of(parts.text('f'));
    if (const auto day = day_of_year(parts, time.year, weekday)) set_day_of_year(time, *day);
    return make_datetime(time, offset_of(parts).value_or(0));
}

}  // namespace

DateTime parse_date_format(Context& context, std::string_view text, std::string_view format) {
    std::string pattern = "\\A(?:";
    append_pattern(pattern, format, format);
    pattern += ")";
    const Value compiled = Regex::compile(context, pattern, {.ignore_case = true});
    const auto& regex = static_cast<const Regex&>(compiled.as_opaque());
    const std::optional<Match> match = regex.search(context, text);
    if (!match)
        raise_value(
            "time data " + python_repr(text) + " does not match format " + python_repr(format)
        );
    const std::size_t end = match->front().stop;
    if (end != text.size())
        raise_value("unconverted data remains: " + std::string{text.substr(end)});
    return assembled(Parts(regex, *match, text));
}

}  // namespace wf::expr
