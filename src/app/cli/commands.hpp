// All commands, and the help texts made from their rows.
#pragma once
#include "app/cli/command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf::cli {

std::vector<const Command*> all_commands();
const Command* find_command(std::string_view name);

/// What `mistral` and `mistral --help` print.
std::string overview();
/// What `mistral COMMAND --help` prints.
std::string help_of(const Command& command);
/// "unknown command 'x'; did you mean …"
std::string unknown_command(std::string_view name);

}  // namespace wf::cli
