// Arguments that are a file name or the text itself.
#pragma once
#include "base/error.hpp"
#include "value/value.hpp"

#include <string>
#include <string_view>

namespace wf::cli {

/// The content of the file of that name ("-": standard input), else the argument itself.
/// @errors not_found if it can only have been meant as a file name.
Result<std::string> file_or_text(std::string_view argument);
/// The content of a file ("-": standard input). @errors not_found.
Result<std::string> read_file(std::string_view name);
/// file_or_text, read as JSON or YAML. @errors invalid_argument; `what` names the argument.
Result<Value> file_or_value(std::string_view argument, std::string_view what);
/// The same, and it must be a mapping.
Result<Value> file_or_dict(std::string_view argument, std::string_view what);

}  // namespace wf::cli
