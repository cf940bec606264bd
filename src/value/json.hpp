// JSON text <-> Value. simdjson reads; writing is our own.
#pragma once
#include "base/error.hpp"
#include "value/value.hpp"

#include <string>
#include <string_view>

namespace wf {

struct JsonLimits {
    std::size_t depth_max = 200;  ///< at most 1000
    std::size_t bytes_max = 256U << 20U;
};

/// Reads one JSON document (UTF-8). Integers beyond 64 bits stay exact, 1.0 stays floating, a
/// duplicate key: the last one wins. Also reads NaN, Infinity and -Infinity, which Python writes.
/// @errors invalid_argument ("… at line:column"), limit_exceeded.
Result<Value> parse_json(std::string_view text, const JsonLimits& limits = {});

enum class JsonStyle : std::uint8_t {
    compact,   // no blanks, UTF-8: storage
    python,    // ", " and ": ", ASCII only (\uXXXX): what json.dumps writes; the wire
    indented,  // python's with indent=4
};

/// Appends `value` as JSON text. Floats in Python's shortest form (2.0, 1e+20). Values that JSON
/// does not know are written as to_plain_json() would turn them.
void write_json(std::string& out, const Value& value, JsonStyle style = JsonStyle::compact);
std::string to_json(const Value& value, JsonStyle style = JsonStyle::compact);
/// Appends `text` as a JSON string with quotes; non-ASCII escaped when `ascii`.
void write_json_string(
    std::string& out, std::string_view text, JsonStyle style = JsonStyle::python
);

/// The value as it will come back from storage: sets and tuples become plain lists, keys become
/// text as json.dumps makes them (1 -> "1", true -> "true", null -> "null"), dates and spans their
/// str() text. Shares every part that is plain already: O(1) for plain data.
/// @errors invalid_argument for an opaque value; limit_exceeded for what parse_json() would not
/// read back: more than 200 levels, an integer of more than 4300 digits.
Result<Value> to_plain_json(const Value& value);

}  // namespace wf
