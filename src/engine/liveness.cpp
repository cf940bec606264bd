// The liveness invariant: whatever is not finished owns a future cause. What counts as one is said
// in why/causes.cpp; stuck is what has none.
#include "engine/runner.hpp"
#include "engine/why/causes.hpp"

namespace wf::engine {
namespace {

/// What a task without a cause should have had.
std::string_view missing_for(State state) {
    switch (state) {
    case State::idle: return "is not started";
    case State::running:
    case State::paused: return "waits for no execution and no timer";
    case State::delayed: return "has no timer";
    case State::waiting: return "is a join that nothing can trigger any more";
    case State::success:
    case State::error:
    case State::cancelled:
    case State::skipped: break;
    }
    return "is completed but not processed";
}

}  // namespace

std::optional<std::string> find_stuck(const Tree& tree) {
    for (TaskIx ix = 0; ix < tree.tasks.size(); ++ix) {
        const TaskNode& task = tree.tasks[ix];
        if (!is_unfinished(task)) continue;
        // What a completed workflow leaves waiting is not waited for.
        const bool owner_done = is_completed(tree.workflows[task.workflow].row.state);
        if (owner_done && task.row.state != State::running && task.row.state != State::delayed)
            continue;
        if (!causes_of(tree, ix).empty()) continue;
        return "task '" + task.row.name + "' (" + to_text(task.row.id) + ", " +
               std::string{name_of(task.row.state)} + ") " +
               std::string{missing_for(task.row.state)};
    }
    for (const WorkflowNode& workflow : tree.workflows) {
        if (workflow.row.state != State::running || !workflow.open_tasks.empty()) continue;
        return "workflow execution " + to_text(workflow.row.id) +
               " has nothing left to do but is not finished";
    }
    return std::nullopt;
}

}  // namespace wf::engine
