// Finding tasks by name, and saying so when there is none.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"
#include "lang/statement/clause.hpp"

#include <string>
#include <string_view>

namespace wf::lang {

/// EngineCommand::none if the name is no command. A command hides a task of its name.
EngineCommand command_of(std::string_view name);

/// "fail"; empty for none.
std::string_view name_of(EngineCommand command);

/// A member of a task, or of task-defaults if `task` is empty.
struct MemberOfTask {
    std::string_view task;
    std::string_view key;
};

/// "w.tasks.a.on-success".
std::string task_path(const Place& workflow, const MemberOfTask& member);
/// The same down to the item that was written at `mark`: "w.tasks.a.on-success[1]".
std::string item_path(const Place& workflow, const MemberOfTask& member, yaml::Mark mark);

/// "Task 'x' not found." with the nearest name.
void report_unknown_task(
    const Place& workflow,
    const MemberOfTask& member,
    const Target& target,
    const Program& program,
    Checker& out
);

}  // namespace wf::lang
