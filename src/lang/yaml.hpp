// YAML 1.1 text <-> Value, as PyYAML's safe loader and dumper, with anchors and aliases switched
// off:
// `*x`, `&x` and `@x` are plain texts. Definitions are read through lang/definitions.hpp instead.
#pragma once
#include "base/error.hpp"
#include "value/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace wf::lang {

struct YamlLimits {
    std::size_t depth_max = 100;
    std::size_t bytes_max = 16U << 20U;
    std::size_t nodes_max = 2'000'000;
};

/// Reads the only document of `text`; null if there is none. Keys keep their type, dates are
/// datetimes.
/// @errors definition_invalid (kind "DSLParsingException") with line:column and the line itself,
///         limit_exceeded.
Result<Value> parse_yaml(std::string_view text, const YamlLimits& limits = {});

struct YamlStyle {
    /// Keys in text order, as PyYAML does by default.
    bool sort_keys = false;
    /// Texts outside of ASCII as they are; otherwise escaped in double quotes, PyYAML's default.
    bool unicode = true;
    /// Long texts are folded at blanks after this column, 0: never.
    std::size_t width = 80;
};

/// Block style as PyYAML's safe_dump: 2 blanks, lists not indented further, quotes only where
/// needed. A lone plain scalar is followed by "...".
std::string write_yaml(const Value& value, const YamlStyle& style = {});

}  // namespace wf::lang
