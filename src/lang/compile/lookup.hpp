// Finding tasks by name, and saying so when there is none.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

#include <string>
#include <string_view>

namespace wf::lang {

/// EngineCommand::none if the name is no command. A command hides a task of its name.
EngineCommand command_of(std::string_view name);

/// Path of a task's member: "w.tasks.a.on-success".
std::string task_path(const Place& workflow, std::string_view task, std::string_view key);

/// "Task 'x' not found." with the nearest name.
void report_unknown_task(
    yaml::Mark mark, std::string path, std::string_view name, const Program& program, Checker& out
);

}  // namespace wf::lang
