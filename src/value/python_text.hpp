// Python's str() and repr() of values: they show in state_info, inline expression text and
// messages.
#pragma once
#include "value/value.hpp"

#include <string>
#include <string_view>

namespace wf {

/// How sequences print: a plain JSON list is a list for Jinja2 and messages, a tuple for YAQL's
/// str().
enum class PlainListAs : std::uint8_t { list, tuple };

/// str(): text as it is; None, True, 1.0, [1, 'a'], {'k': None}, (1,), 2020-01-01 00:00:00+00:00, 1
/// day, 0:00:05.
std::string python_str(const Value& value, PlainListAs lists = PlainListAs::list);
/// repr(): text quoted with ' unless it holds ' and no ".
std::string python_repr(const Value& value, PlainListAs lists = PlainListAs::list);
std::string python_repr(std::string_view text);

inline std::string python_repr(const std::string& text) {
    return python_repr(std::string_view{text});
}

inline std::string python_repr(const char* text) {
    return python_repr(std::string_view{text});
}

/// Name of the value's type as Python prints it in messages: "NoneType", "int", "str", "list" ...
std::string_view python_type_name(const Value& value);
/// str.isprintable() of one character.
bool is_printable(char32_t code_point);
/// Shortest digits that read back: 1.0, 1e-05, 1e+16, nan, inf.
std::string python_float(double number);
void append_python_float(std::string& out, double number);
/// str() of a timespan: "1 day, 0:00:05", "-1 day, 23:59:59.500000".
std::string timespan_text(std::int64_t microseconds);
/// str() of a datetime, or isoformat() with `separator` 'T'.
std::string datetime_text(const DateTime& at, char separator = ' ');

}  // namespace wf
