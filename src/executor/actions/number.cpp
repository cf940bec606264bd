#include "executor/actions/number.hpp"

#include "value/python_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace wf::actions {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\r\f\v";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

template <class T>
Number from_text(std::string_view text) {
    std::string_view digits = trimmed(text);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    T value{};
    const char* last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, value);
    if (digits.empty() || end != last || error == std::errc::invalid_argument) {
        return {Conversion::not_a_number, 0};
    }
    if (error == std::errc::result_out_of_range) {
        return {Conversion::done, digits.front() == '-' ? -HUGE_VAL : HUGE_VAL};
    }
    return {Conversion::done, static_cast<double>(value)};
}

}  // namespace

Number to_float(const Value& value) {
    switch (value.kind()) {
    case Kind::boolean: return {Conversion::done, value.as_bool() ? 1.0 : 0.0};
    case Kind::integer: return {Conversion::done, static_cast<double>(value.as_int())};
    // Its exact size does not matter: every use here caps far below 2^63.
    case Kind::big_integer:
        return {Conversion::done, python_str(value).starts_with("-") ? -HUGE_VAL : HUGE_VAL};
    case Kind::floating: return {Conversion::done, value.as_double()};
    case Kind::string: return from_text<double>(value.as_string());
    case Kind::null:
    case Kind::list:
    case Kind::dict:
    case Kind::set:
    case Kind::datetime:
    case Kind::timespan:
    case Kind::opaque: break;
    }
    return {Conversion::wrong_type, 0};
}

Number to_integer(const Value& value) {
    if (value.kind() == Kind::string) return from_text<std::int64_t>(value.as_string());
    Number number = to_float(value);
    if (std::isnan(number.value)) return {Conversion::not_a_number, 0};
    number.value = std::trunc(number.value);
    return number;
}

Millis millis_of_seconds(double seconds) {
    constexpr double longest = 100.0 * 366 * 86'400;
    if (!(seconds > 0)) return Millis{0};
    return Millis{std::llround(std::min(seconds, longest) * 1000)};
}

}  // namespace wf::actions
