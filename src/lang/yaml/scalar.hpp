// What an unquoted YAML 1.1 scalar stands for, by PyYAML's patterns. They differ from other
// loaders: 1e5 and 1.5e3 are texts (the exponent needs a dot and a sign), 010 is 8, 1:30 is 90, yes
// and off are booleans.
#pragma once
#include "value/value.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::lang::yaml {

/// A value, or what is wrong with a text that looks like a number or date but is none (2001-99-99).
using Scalar = tl::expected<Value, std::string>;

/// Of a scalar without quotes and without tag.
Scalar resolve_plain(std::string_view text);

// What one kind makes of a text; nullopt if the text does not look like that kind. For explicit
// tags and resolve_plain.
std::optional<Value> read_null(std::string_view text);
std::optional<Value> read_bool(std::string_view text);
std::optional<Scalar> read_integer(std::string_view text);
std::optional<Scalar> read_float(std::string_view text);
std::optional<Scalar> read_timestamp(std::string_view text);

}  // namespace wf::lang::yaml
