// From an Outcome to text: the formats of -f.
#pragma once
#include "app/cli/outcome.hpp"
#include "base/error.hpp"

#include <span>
#include <string>
#include <string_view>

namespace wf::cli {

/// @errors invalid_argument for an unknown format or column.
Result<std::string> render(
    Outcome outcome, std::string_view format, std::span<const std::string> columns
);

/// A cell as people read it: texts as they are, null as "None", the rest as JSON.
std::string cell_text(const Value& value);

// The formats; each line ends with a newline.
std::string render_table(const Outcome& outcome);
std::string render_csv(const Outcome& outcome);
std::string render_value(const Outcome& outcome);

}  // namespace wf::cli
