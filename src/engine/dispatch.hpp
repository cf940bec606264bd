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
    std::uint32_t slot = 0;  ///< position among the next tasks of `by`
};

/// A command to be dispatched: a task to start or an engine command with its evaluated message.
struct DispatchItem {
    EngineCommand command = EngineCommand::none;
    TaskNo target = 0;
    std::optional<std::string> message;
    Trigger trigger;
};

bool arrives_at_join(const Program& program, const DispatchItem& item);

/// Creates a task execution and starts it; without trigger: a start task.
void start_new_task(Step& step, WorkflowIx workflow, TaskNo number, const Trigger* trigger);

/// Dispatches the list as the original does: up to the first fail, succeed or pause. Returned is
/// what comes behind it and belongs into the backlog: it is carried out when the workflow runs
/// again.
std::vector<DispatchItem> dispatch(
    Step& step, WorkflowIx workflow, std::vector<DispatchItem> items
);

/// Splits off what cannot be dispatched in one step: a join decides by what has arrived before, so
/// that a second arrival at the same one has to wait for the next step.
std::vector<DispatchItem> split_second_arrivals(
    const Program& program, std::vector<DispatchItem>& items
);

/// Reverse: starts every task of the target's closure whose requirements have all succeeded.
void start_ready_tasks(Step& step, WorkflowIx workflow);
/// Reverse: `finished` has succeeded; starts tasks of the closure that have waited only for it.
void start_dependents(Step& step, TaskIx finished);

/// The backlog as stored in the row, and back.
Value backlog_to_value(const Program& program, const std::vector<DispatchItem>& items);
std::vector<DispatchItem> backlog_from_value(const Program& program, const Value& backlog);

}  // namespace wf::engine
