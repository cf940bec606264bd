// The implicit types of YAML 1.1: null, bool, int, float, timestamp, merge, value.
// @source yaml.org/type, 2005-01-18
#include "expr/functions/yaml/plain.hpp"

#include "expr/runtime/datetime.hpp"
#include "expr/runtime/error.hpp"
#include "value/big_integer.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <vector>

namespace wf::expr::yaml {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

bool all_in(std::string_view text, std::string_view allowed) {
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

std::string_view without_sign(std::string_view text) {
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
    return text;
}

std::string without_underscores(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c != '_'; });
    return digits;
}

// The parts between colons: digits first, then groups of one or two digits up to 59; empty if it is
// not base 60.
std::vector<std::string_view> sexagesimal_parts(std::string_view text) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t colon = text.find(':');
        parts.push_back(text.substr(0, colon));
        if (colon == std::string_view::npos) break;
        text.remove_prefix(colon + 1);
    }
    if (parts.size() < 2) return {};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::string_view part = parts[i];
        const bool fits =
            all_in(part, "0123456789") && part.size() <= 2 && (part.size() == 1 || part[0] <= '5');
        if (!fits) return {};
    }
    return parts;
}

BigInteger sexagesimal(const std::vector<std::string_view>& parts) {
    BigInteger total;
    for (const std::string_view part : parts) {
        const std::string digits = without_underscores(part);
        total = total * BigInteger(std::int64_t{60}) +
                BigInteger::from_text(digits).value_or(BigInteger());
    }
    return total;
}

std::optional<BigInteger> magnitude(std::string_view text) {
    if (text.starts_with("0b") && all_in(text.substr(2), "01_"))
        return BigInteger::from_text(without_underscores(text.substr(2)), 2);
    if (text.starts_with("0x") && all_in(text.substr(2), "0123456789abcdefABCDEF_"))
        return BigInteger::from_text(without_underscores(text.substr(2)), 16);
    if (text.empty() || !is_digit(text[0])) return std::nullopt;
    if (text[0] == '0' && text.size() > 1) {
        if (!all_in(text, "01234567_")) return std::nullopt;
        return BigInteger::from_text(without_underscores(text), 8);
    }
    if (all_in(text, "0123456789_")) return BigInteger::from_text(without_underscores(text));
    const auto parts = sexagesimal_parts(text);
    if (parts.empty() || text[0] == '0' || !all_in(parts[0], "0123456789_")) return std::nullopt;
    return sexagesimal(parts);
}

std::optional<Value> integer(std::string_view text) {
    if (text.size() > integer_digits_max) return std::nullopt;
    const std::optional<BigInteger> number = magnitude(without_sign(text));
    if (!number) return std::nullopt;
    return Value::big_integer(text[0] == '-' ? -*number : *number);
}

// digits "." digits [exponent with a sign], one side of the point may be empty.
bool is_decimal_float(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return false;
    const std::string_view whole = text.substr(0, point);
    std::string_view fraction = text.substr(point + 1);
    if (const std::size_t e = fraction.find_first_of("eE"); e != std::string_view::npos) {
        const std::string_view exponent = fraction.substr(e + 1);
        if (exponent.size() < 2 || (exponent[0] != '+' && exponent[0] != '-')) return false;
        if (!all_in(exponent.substr(1), "0123456789")) return false;
        fraction = fraction.substr(0, e);
    }
    const bool fraction_fits = fraction.empty() || all_in(fraction, "0123456789_");
    if (whole.empty()) return !fraction.empty() && fraction_fits && is_digit(fraction[0]);
    return is_digit(whole[0]) && all_in(whole, "0123456789_") && fraction_fits;
}

double read_double(std::string_view text) {
    std::string digits = without_underscores(text);
    if (digits.starts_with('.')) digits.insert(0, "0");
    double number = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc::result_out_of_range)
        number =
            digits.find("e-") != std::string::npos ? 0.0 : std::numeric_limits<double>::infinity();
    return number;
}

std::optional<Value> floating(std::string_view text) {
    const std::string_view rest = without_sign(text);
    const double sign = !text.empty() && text[0] == '-' ? -1.0 : 1.0;
    if (is_one_of(rest, {".inf", ".Inf", ".INF"}))
        return sign * std::numeric_limits<double>::infinity();
    if (is_one_of(text, {".nan", ".NaN", ".NAN"})) return std::numeric_limits<double>::quiet_NaN();
    if (rest.starts_with('.') && rest.size() != text.size()) return std::nullopt;
    if (is_decimal_float(rest)) return sign * read_double(rest);
    const std::size_t point = rest.find('.');
    if (point == std::string_view::npos || rest.find(':') == std::string_view::npos)
        return std::nullopt;
    const auto parts = sexagesimal_parts(rest.substr(0, point));
    const std::string_view fraction = rest.substr(point + 1);
    const bool fits = !parts.empty() && is_digit(rest[0]) && all_in(parts[0], "0123456789_") &&
                      (fraction.empty() || all_in(fraction, "0123456789_"));
    if (!fits) return std::nullopt;
    return sign * (sexagesimal(parts).to_double() + read_double(rest.substr(point)));
}

/// Reads the parts of a timestamp from left to right.
class TimestampReader {
public:
    explicit TimestampReader(std::string_view text) : text_(text) {}

    std::optional<Value> read() {
        if (!number(4, 4, time_.year) || !sign('-')) return std::nullopt;
        const std::size_t month_start = at_;
        if (!number(1, 2, time_.month)) return std::nullopt;
        const bool short_month = at_ - month_start == 1;
        if (!sign('-')) return std::nullopt;
        const std::size_t day_start = at_;
        if (!number(1, 2, time_.day)) return std::nullopt;
        const bool short_day = at_ - day_start == 1;
        if (at_ == text_.size()) {
            if (short_month || short_day) return std::nullopt;
            DateTime date = make(std::nullopt);
            date.date_only = true;
            return Value::datetime(date);
        }
        return clock();
    }

private:
    std::optional<Value> clock() {
        if (!sign('T') && !sign('t') && !blanks()) return std::nullopt;
        const bool fits = number(1, 2, time_.hour) && sign(':') && number(2, 2, time_.minute) &&
                          sign(':') && number(2, 2, time_.second);
        if (!fits) return std::nullopt;
        if (sign('.')) fraction();
        blanks();
        if (at_ == text_.size()) return Value::datetime(make(std::nullopt));
        if (sign('Z')) return finished(0);
        const bool west = text_[at_] == '-';
        std::int64_t hours = 0;
        std::int64_t minutes = 0;
        if (!sign('-') && !sign('+')) return std::nullopt;
        if (!number(1, 2, hours) || (sign(':') && !number(2, 2, minutes))) return std::nullopt;
        const std::int64_t offset = hours * us_per_hour + minutes * us_per_minute;
        return finished(west ? -offset : offset);
    }

    std::optional<Value> finished(std::int64_t offset) {
        if (at_ != text_.size()) return std::nullopt;
        return Value::datetime(make(offset));
    }

    DateTime make(std::optional<std::int64_t> offset) const { return make_datetime(time_, offset); }

    bool number(std::size_t digits_min, std::size_t digits_max, std::int64_t& out) {
        std::size_t count = 0;
        std::int64_t value = 0;
        for (; count < digits_max && at_ < text_.size() && is_digit(text_[at_]); ++count)
            value = value * 10 + (text_[at_++] - '0');
        out = value;
        return count >= digits_min;
    }

    bool sign(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    bool blanks() {
        const std::size_t start = at_;
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
        return at_ != start;
    }

    void fraction() {
        std::int64_t value = 0;
        std::size_t digits = 0;
        for (; at_ < text_.size() && is_digit(text_[at_]); ++at_)
            if (digits++ < 6) value = value * 10 + (text_[at_] - '0');
        for (; digits < 6; ++digits) value *= 10;
        time_.microsecond = value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    CivilTime time_;
};

bool is_null(std::string_view text) {
    return is_one_of(text, {"", "~", "null", "Null", "NULL"});
}

std::optional<bool> boolean(std::string_view text) {
    if (is_one_of(text, {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"}))
        return true;
    if (is_one_of(text, {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"}))
        return false;
    return std::nullopt;
}

}  // namespace

std::optional<Value> plain_value(std::string_view text) {
    if (is_null(text)) return Value();
    if (const std::optional<bool> truth = boolean(text)) return Value(*truth);
    if (text == "=")
        raise(
            "YAMLError", "could not determine a constructor for the tag 'tag:yaml.org,2002:value'"
        );
    const char first = text[0];
    if (!is_digit(first) && first != '+' && first != '-' && first != '.') return std::nullopt;
    if (std::optional<Value> number = integer(text)) return number;
    if (std::optional<Value> number = floating(text)) return number;
    return TimestampReader(text).read();
}

bool is_special_plain(std::string_view text) {
    if (text == "=" || text == "<<") return true;
    try {
        return plain_value(text).has_value();
    } catch (const EvalError&) {
        return true;  // looks like a date that does not exist
    }
}

}  // namespace wf::expr::yaml
