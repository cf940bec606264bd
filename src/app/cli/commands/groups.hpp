// The command groups, one file each; commands.cpp joins them.
#pragma once
#include "app/cli/command.hpp"

#include <span>

namespace wf::cli {

std::span<const Command> run_commands();
std::span<const Command> eval_commands();
std::span<const Command> test_commands();
std::span<const Command> lint_commands();
std::span<const Command> workbook_commands();
std::span<const Command> workflow_commands();
std::span<const Command> action_commands();
std::span<const Command> environment_commands();
std::span<const Command> cron_trigger_commands();
std::span<const Command> event_trigger_commands();
std::span<const Command> execution_commands();
std::span<const Command> task_commands();
std::span<const Command> action_execution_commands();

}  // namespace wf::cli
