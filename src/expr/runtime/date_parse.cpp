// Free-form date-times: "2015-08-29T10:00:00Z", "29 Aug 2015 10 pm", "08/29/2015", "20150829T1011"
// ... An ambiguous 01/02/03 is month, day, year, as with the original's parser.
#include "expr/runtime/date_text.hpp"
#include "expr/runtime/error.hpp"

#include <algorithm>
#include <vector>

namespace wf::expr {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// A run of digits, of letters, or one other character.
struct Token {
    std::string_view text;

    bool number() const { return !text.empty() && is_digit(text[0]); }

    bool word() const { return !text.empty() && is_letter(text[0]); }

    bool is(char c) const { return text.size() == 1 && text[0] == c; }

    /// What is larger than `value_max` is no part of a date either way.
    std::int64_t value() const {
        constexpr std::int64_t value_max = 1'000'000'000;
        std::int64_t value = 0;
        for (const char c : text) value = std::min(value * 10 + (c - '0'), value_max);
        return value;
    }
};

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t stop = at + 1;
        while (stop < text.size() && is_digit(text[at]) && is_digit(text[stop])) ++stop;
        while (stop < text.size() && is_letter(text[at]) && is_letter(text[stop])) ++stop;
        tokens.push_back({text.substr(at, stop - at)});
        at = stop;
    }
    return tokens;
}

template <std::size_t count>
std::int64_t number_of(const std::string_view (&names)[count], const std::string& word) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = lower(names[i]);
        if (word == name ||
            (word.size() >= 3 && word == name.substr(0, word.size()) && word.size() <= 4))
            return static_cast<std::int64_t>(i);
    }
    return -1;
}

/// The numbers (and at most one month name) that make the date, in the order of the text.
class DateParts {
public:
    void add(std::int64_t value, std::size_t digits) {
        if (digits > 2) year_index_ = static_cast<int>(parts_.size());
        parts_.push_back(value);
    }

    void add_month(std::int64_t month) {
        month_index_ = static_cast<int>(parts_.size());
        parts_.push_back(month);
    }

    std::size_t count() const { return parts_.size(); }

    struct Date {
        std::optional<std::int64_t> year, month, day;
    };

    Date resolved() const {
        switch (parts_.size()) {
        case 0: return {};
        case 1: return one();
        case 2: return two();
        default: return three();
        }
    }

private:
    bool is_year(std::size_t index) const {
        return year_index_ == static_cast<int>(index) ||
               (parts_[index] > 31 && month_index_ != static_cast<int>(index));
    }

    Date one() const {
        if (month_index_ == 0) return {.year = {}, .month = parts_[0], .day = {}};
        if (is_year(0)) return {.year = parts_[0], .month = {}, .day = {}};
        return {.year = {}, .month = {}, .day = parts_[0]};
    }

    Date two() const {
        if (month_index_ >= 0) {
            const std::size_t other = month_index_ == 0 ? 1 : 0;
            const std::int64_t month = parts_[1 - other];
            if (is_year(other)) return {.year = parts_[other], .month = month, .day = {}};
            return {.year = {}, .month = month, .day = parts_[other]};
        }
        if (is_year(0)) return {.year = parts_[0], .month = parts_[1], .day = {}};
        if (is_year(1)) return {.year = parts_[1], .month = parts_[0], .day = {}};
        if (parts_[0] > 12) return {.year = {}, .month = parts_[1], .day = parts_[0]};
        return {.year = {}, .month = parts_[0], .day = parts_[1]};
    }

    Date three() const {
        const std::int64_t a = parts_[0];
        const std::int64_t b = parts_[1];
        const std::int64_t c = parts_[2];
        if (month_index_ == 0) {
            if (is_year(1)) return {.year = b, .month = a, .day = c};
            return {.year = c, .month = a, .day = b};
        }
        if (month_index_ == 1) {
            if (is_year(0)) return {.year = a, .month = b, .day = c};
            return {.year = c, .month = b, .day = a};
        }
        if (month_index_ == 2) {
            if (is_year(1)) return {.year = b, .month = c, .day = a};
            return {.year = a, .month = c, .day = b};
        }
        if (is_year(0)) return {.year = a, .month = b, .day = c};
        if (a > 12) return {.year = c, .month = b, .day = a};
        return {.year = c, .month = a, .day = b};
    }

    std::vector<std::int64_t> parts_;
    int month_index_ = -1;
    int year_index_ = -1;
};

class Parser {
public:
    Parser(std::string_view text, const DateTime& today)
        : text_(text), tokens_(tokens_of(text)), today_(today) {}

    DateTime parse() {
        while (at_ < tokens_.size()) step();
        if (!found_) raise_value("String does not contain a date: " + std::string{text_});
        return result();
    }

private:
    [[noreturn]] void unknown() const {
        raise_value("Unknown string format: " + std::string{text_});
    }

    const Token* peek(std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
    }

    bool next_is(char c, std::size_t ahead = 0) const {
        return peek(ahead) != nullptr && peek(ahead)->is(c);
    }

    bool number_at(std::size_t ahead) const {
        return peek(ahead) != nullptr && peek(ahead)->number();
    }

    void step() {
        const Token& token = tokens_[at_];
        if (token.text.size() > 14) unknown();
        if (token.number()) return number(token);
        if (token.word()) return word(token);
        if ((token.is('+') || token.is('-')) && has_time_ && number_at(1)) return offset();
        constexpr std::string_view fillers = " ,;.-/'\t()";
        if (fillers.find(token.text[0]) == std::string_view::npos) unknown();
        ++at_;
    }

    void number(const Token& token) {
        found_ = true;
        if (next_is(':', 1) && number_at(2)) return clock();
        const std::size_t digits = token.text.size();
        if (after_t_ && !has_time_ && (digits == 2 || digits == 4 || digits == 6))
            return packed_time(token);
        if (digits == 8 || digits == 12 || digits == 14) return packed_date(token);
        if (digits == 6 && date_.count() == 0) {
            date_.add(expanded(part(token, 0, 2)), 4);
            date_.add(part(token, 2, 2), 2);
            date_.add(part(token, 4, 2), 2);
            ++at_;
            return;
        }
        if (const Token* unit = peek(next_is(' ', 1) ? 2 : 1);
            unit != nullptr && unit->word() && take_unit(token, *unit))
            return;
        if (digits > 4 || date_.count() == 3) unknown();
        if (is_fraction()) return day_with_fraction(token);
        date_.add(token.value(), digits);
        ++at_;
    }

    /// "1.5" is one number, "1.5.2020" are three.
    bool is_fraction() const {
        const bool begins = at_ == 0 || !tokens_[at_ - 1].is('.');
        return begins && next_is('.', 1) && number_at(2) && !(next_is('.', 3) && number_at(4));
    }

    /// A number with a fraction can only be a day; its fraction means nothing.
    void day_with_fraction(const Token& token) {
        if (token.value() < 1 || token.value() > 31) unknown();
        date_.add(token.value(), 2);
        at_ += 3;
    }

    static std::int64_t part(const Token& token, std::size_t start, std::size_t count) {
        return Token{token.text.substr(start, count)}.value();
    }

    void packed_date(const Token& token) {
        date_.add(part(token, 0, 4), 4);
        date_.add(part(token, 4, 2), 2);
        date_.add(part(token, 6, 2), 2);
        ++at_;
        if (token.text.size() == 8) return;
        has_time_ = true;
        time_.hour = part(token, 8, 2);
        time_.minute = part(token, 10, 2);
        if (token.text.size() == 14) time_.second = part(token, 12, 2);
    }

    void packed_time(const Token& token) {
        has_time_ = true;
        time_.hour = part(token, 0, 2);
        if (token.text.size() >= 4) time_.minute = part(token, 2, 2);
        if (token.text.size() >= 6) time_.second = part(token, 4, 2);
        ++at_;
        fraction();
    }

    void clock() {
        has_time_ = true;
        time_.hour = tokens_[at_].value();
        time_.minute = tokens_[at_ + 2].value();
        at_ += 3;
        if (next_is(':') && number_at(1)) {
            time_.second = tokens_[at_ + 1].value();
            at_ += 2;
            fraction();
        }
    }

    void fraction() {
        if (!(next_is('.') || next_is(',')) || !number_at(1)) return;
        std::string digits{tokens_[at_ + 1].text.substr(0, 6)};
        digits.resize(6, '0');
        time_.microsecond = Token{digits}.value();
        at_ += 2;
    }

    // "10 am", "10h", "5m", "7s".
    bool take_unit(const Token& token, const Token& unit) {
        const std::string name = lower(unit.text);
        const bool hours =
            name == "h" || name == "hour" || name == "hours" || name == "am" || name == "pm";
        const bool minutes = name == "m" || name == "minute" || name == "minutes";
        const bool seconds = name == "s" || name == "second" || name == "seconds";
        if (!hours && !minutes && !seconds) return false;
        (hours ? time_.hour : minutes ? time_.minute : time_.second) = token.value();
        has_time_ = true;
        at_ += next_is(' ', 1) ? 2 : 1;
        if (name != "am" && name != "pm") ++at_;
        return true;
    }

    void word(const Token& token) {
        const std::string name = lower(token.text);
        ++at_;
        if (const std::int64_t month = number_of(month_names, name); month >= 0) {
            found_ = true;
            return date_.add_month(month + 1);
        }
        if (const std::int64_t day = number_of(day_names, name); day >= 0) {
            found_ = true;
            weekday_ = day;
            return;
        }
        if (name == "am" || name == "pm") {
            if (!has_time_ || time_.hour > 12) unknown();
            time_.hour = time_.hour % 12 + (name == "pm" ? 12 : 0);
            return;
        }
        if (name == "t") {
            after_t_ = true;
            return;
        }
        if (name == "z" || name == "utc" || name == "gmt") {
            offset_ = 0;
            return;
        }
        constexpr std::string_view fillers[] = {
            "at", "on", "and", "ad", "of", "st", "nd", "rd", "th"};
        const bool zone = has_time_ && token.text.size() >= 3 && token.text.size() <= 5;
        if (!zone && std::ranges::find(fillers, name) == std::end(fillers)) unknown();
    }

    void offset() {
        const bool west = tokens_[at_].is('-');
        const Token digits = tokens_[at_ + 1];
        at_ += 2;
        std::int64_t hours = digits.value();
        std::int64_t minutes = 0;
        if (digits.text.size() == 4) {
            hours = part(digits, 0, 2);
            minutes = part(digits, 2, 2);
        } else if (digits.text.size() > 2) {
            unknown();
        } else if (next_is(':') && number_at(1)) {
            minutes = tokens_[at_ + 1].value();
            at_ += 2;
        }
        const std::int64_t span = hours * us_per_hour + minutes * us_per_minute;
        offset_ = west ? -span : span;
    }

    // Two-digit years are those within fifty years of today.
    std::int64_t expanded(std::int64_t year) const {
        const std::int64_t now = civil_of(today_).year;
        std::int64_t full = now / 100 * 100 + year;
        if (full >= now + 50) full -= 100;
        if (full < now - 50) full += 100;
        return full;
    }

    DateTime result() const {
        const DateParts::Date date = date_.resolved();
        const CivilTime today = civil_of(today_);
        CivilTime time = time_;
        time.year = date.year ? (*date.year < 100 ? expanded(*date.year) : *date.year) : today.year;
        time.month = date.month.value_or(today.month);
        const bool good_month = time.month >= 1 && time.month <= 12;
        time.day = date.day.value_or(
            good_month ? std::min<std::int64_t>(today.day, days_in_month(time.year, time.month)) : 1
        );
        try {
            DateTime made = make_datetime(time, offset_.value_or(0));
            if (weekday_ && !date.day)
                made.local_us += (*weekday_ - weekday_of(made) + 7) % 7 * us_per_day;
            return made;
        } catch (EvalError& error) {
            error.message += ": " + std::string{text_};
            throw;
        }
    }

    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    DateTime today_;
    DateParts date_;
    CivilTime time_{};
    bool has_time_ = false;
    bool after_t_ = false;
    bool found_ = false;
    std::optional<std::int64_t> weekday_;
    std::optional<std::int64_t> offset_;
};

}  // namespace

DateTime parse_date_text(std::string_view text, const DateTime& today) {
    constexpr std::size_t text_max = 200;
    if (text.size() > text_max) raise_value("Unknown string format: text is too long");
    return Parser(text, today).parse();
}

}  // namespace wf::expr
