#include "scheduler/cron_fields.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <string>
#include <vector>

namespace wf {
namespace {

struct Alias {
    std::string_view name, pattern;
};

constexpr Alias aliases[] = {
    {"@annually", "0 0 1 1 *"},
    {"@daily", "0 0 * * *"},
    {"@hourly", "0 * * * *"},
    {"@midnight", "0 0 * * *"},
    {"@monthly", "0 0 1 * *"},
    {"@weekly", "0 0 * * 0"},
    {"@yearly", "0 0 1 1 *"},
};

constexpr std::string_view month_names[] = {
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::string_view weekday_names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/// What may stand in a field.
struct FieldRule {
    std::string_view name;
    unsigned low, high;
    std::span<const std::string_view> names = {};  ///< of the values from `low` on
    bool is_day = false;                           ///< of either kind: "?" is allowed
};

constexpr FieldRule minute_rule{"minute", 0, 59};
constexpr FieldRule hour_rule{"hour", 0, 23};
constexpr FieldRule day_rule{"day of month", 1, 31, {}, true};
constexpr FieldRule month_rule{"month", 1, 12, month_names};
constexpr FieldRule weekday_rule{"day of week", 0, 7, weekday_names, true};
constexpr FieldRule second_rule{"second", 0, 59};

using Values = std::bitset<60>;

tl::unexpected<Error> refuse(const FieldRule& rule, std::string_view item, std::string_view why) {
    std::string text{rule.name};
    text += " '";
    text += item;
    text += "' ";
    text += why;
    return fail(ErrorCode::invalid_argument, std::move(text));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string_view> words_of(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\r";
    std::vector<std::string_view> words;
    while (true) {
        const std::size_t start = text.find_first_not_of(blanks);
        if (start == std::string_view::npos) return words;
        text.remove_prefix(start);
        const std::size_t end = std::min(text.find_first_of(blanks), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

Result<unsigned> read_number(const FieldRule& rule, std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return refuse(rule, text, "is not a number");
    return number;
}

Result<unsigned> read_value(const FieldRule& rule, std::string_view text) {
    const auto name = std::ranges::find(rule.names, text);
    if (name != rule.names.end())
        return rule.low + static_cast<unsigned>(name - rule.names.begin());
    WF_TRY(const unsigned number, read_number(rule, text));
    if (number < rule.low || number > rule.high) return refuse(rule, text, "is out of range");
    return number;
}

/// One item of a list: "*", "5", "1-5", each with "/step" or without.
Result<void> add_item(const FieldRule& rule, std::string_view item, Values& values) {
    const std::size_t slash = item.find('/');
    const std::string_view range = item.substr(0, slash);
    unsigned step = 1;
    if (slash != std::string_view::npos) {
        WF_TRY(step, read_number(rule, item.substr(slash + 1)));
        if (step == 0) return refuse(rule, item, "has a step of 0");
    }
    unsigned first = rule.low;
    unsigned last = rule.high;
    if (range != "*") {
        const std::size_t dash = range.find('-');
        WF_TRY(first, read_value(rule, range.substr(0, dash)));
        if (dash != std::string_view::npos) {
            WF_TRY(last, read_value(rule, range.substr(dash + 1)));
        } else if (slash == std::string_view::npos) {
            last = first;
        }
        if (last < first) return refuse(rule, item, "runs backwards");
    }
    for (unsigned value = first; value <= last; value += step) values.set(value);
    return {};
}

Result<Values> read_list(const FieldRule& rule, std::string_view text) {
    Values values;
    for (const std::string_view item : split(text, ',')) WF_CHECK(add_item(rule, item, values));
    return values;
}

template <std::size_t bits>
std::bitset<bits> narrowed(const Values& values) {
    std::bitset<bits> result;
    for (std::size_t i = 0; i < std::min(bits, values.size()); ++i) result[i] = values[i];
    return result;
}

Result<void> read_days(std::string_view text, CronPattern::Fields& fields) {
    Values values;
    for (const std::string_view item : split(text == "?" ? "*" : text, ',')) {
        if (item == "l") {
            fields.days.set(0);
        } else {
            WF_CHECK(add_item(day_rule, item, values));
        }
    }
    fields.days |= narrowed<32>(values);
    fields.any_day = values.count() == 31;
    return {};
}

/// "5#3", "l5"; false: another form.
Result<bool> read_nth(std::string_view item, CronPattern::Fields& fields) {
    const std::size_t hash = item.find('#');
    const bool is_last = item.size() > 1 && item.front() == 'l';
    if (hash == std::string_view::npos && !is_last) return false;
    unsigned which = 0;
    if (!is_last) {
        WF_TRY(which, read_number(weekday_rule, item.substr(hash + 1)));
        if (which < 1 || which > 5) return refuse(weekday_rule, item, "is out of range");
    }
    const std::string_view day = is_last ? item.substr(1) : item.substr(0, hash);
    WF_TRY(const unsigned weekday, read_value(weekday_rule, day));
    fields.nth_weekdays[weekday % 7].set(which);
    fields.has_nth = true;
    return true;
}

Result<void> read_weekdays(std::string_view text, CronPattern::Fields& fields) {
    Values values;
    for (const std::string_view item : split(text == "?" ? "*" : text, ',')) {
        WF_TRY(const bool is_nth, read_nth(item, fields));
        if (!is_nth) WF_CHECK(add_item(weekday_rule, item, values));
    }
    if (values[7]) values.set(0);  // Sunday has two numbers
    fields.weekdays = narrowed<7>(values);
    fields.any_weekday = fields.weekdays.all();
    if (fields.has_nth && fields.weekdays.any())
        return refuse(weekday_rule, text, "mixes plain days with numbered ones");
    return {};
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

}  // namespace

Result<CronPattern::Fields> parse_cron_fields(std::string_view text) {
    std::string pattern = lower(text);
    const auto* alias = std::ranges::find(aliases, pattern, &Alias::name);
    if (alias != std::end(aliases)) pattern = alias->pattern;
    const std::vector<std::string_view> words = words_of(pattern);
    if (words.size() != 5 && words.size() != 6)
        return fail(ErrorCode::invalid_argument, "a pattern has 5 or 6 fields");
    CronPattern::Fields fields;
    WF_TRY(fields.minutes, read_list(minute_rule, words[0]));
    WF_TRY(const Values hours, read_list(hour_rule, words[1]));
    fields.hours = narrowed<24>(hours);
    WF_CHECK(read_days(words[2], fields));
    WF_TRY(const Values months, read_list(month_rule, words[3]));
    fields.months = narrowed<13>(months);
    WF_CHECK(read_weekdays(words[4], fields));
    fields.seconds.set(0);
    if (words.size() == 6) {
        WF_TRY(fields.seconds, read_list(second_rule, words[5]));
    }
    return fields;
}

}  // namespace wf
