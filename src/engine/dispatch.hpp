// Carrying out what transitions name: new tasks, triggered joins, engine commands, the backlog.
#pragma once
#include "engine/step.hpp"

#include <string>
#include <vector>

namespace wf::engine {

/// Who starts a task, and through which clause.
struct Trigger {
    Id by;
    TaskNo number = 0;
    std::string event;
};

/// A command to be dispatched: a task to start or an engine command with its evaluated message.
struct DispatchItem {
    EngineCommand command = EngineCommand::none;
    TaskNo target = 0;
    std::optional<std::string> message;
    Trigger trigger;
};

/// Creates a task execution and starts it; without trigger: a start task.
void start_new_task(Step& step, WorkflowIx workflow, TaskNo number, const Trigger* trigger);

/// Dispatches the list as spec/engine.md 4.3 says: stops at fail and succeed, keeps the rest at
/// pause.
void dispatch(Step& step, WorkflowIx workflow, std::vector<DispatchItem> items);

/// Reverse: starts tasks of the target's closure whose requirements have all succeeded.
void start_ready_tasks(Step& step, WorkflowIx workflow);

/// The backlog as stored in the row, and back.
Value backlog_to_value(const Program& program, const std::vector<DispatchItem>& items);
std::vector<DispatchItem> backlog_from_value(const Program& program, const Value& backlog);

}  // namespace wf::engine
