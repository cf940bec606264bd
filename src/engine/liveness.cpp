// The liveness invariant: whatever is not finished owns a future cause.
#include "engine/runner.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

bool somebody_lives(const Tree& tree, const WorkflowNode& workflow) {
    return std::ranges::any_of(workflow.tasks, [&](TaskIx ix) {
        const TaskExecutionRow& row = tree.tasks[ix].row;
        if (is_completed(row.state)) return !row.processed && !row.force_failed;
        return row.state != State::waiting || row.wake_at.has_value();
    });
}

std::optional<std::string> cause_missing(const Tree& tree, const TaskNode& task) {
    const TaskExecutionRow& row = task.row;
    const WorkflowNode& owner = tree.workflows[task.workflow];
    const bool held = owner.row.state == State::paused;
    switch (row.state) {
    case State::idle:
        return row.paused_before && held ? std::nullopt
                                         : std::optional<std::string>{"is not started"};
    case State::running:
    case State::paused:
        if (task.in_flight > 0 || row.timeout_at) return std::nullopt;
        return "waits for no execution and no timer";
    case State::delayed:
        return row.wake_at ? std::nullopt : std::optional<std::string>{"has no timer"};
    case State::waiting:
        // Whether the join can still be triggered is the other tasks' business: one of them must
        // live, and not be such a join itself.
        if (row.wake_at || held || is_completed(owner.row.state) || somebody_lives(tree, owner))
            return std::nullopt;
        return "is a join that nothing can trigger any more";
    default: break;
    }
    if (row.processed || row.force_failed || held) return std::nullopt;
    return "is completed but not processed";
}

}  // namespace

std::optional<std::string> find_stuck(const Tree& tree) {
    for (const TaskNode& task : tree.tasks) {
        // What a completed workflow leaves waiting is not waited for.
        const bool owner_done = is_completed(tree.workflows[task.workflow].row.state);
        if (owner_done && task.row.state != State::running && task.row.state != State::delayed)
            continue;
        if (const auto why = cause_missing(tree, task)) {
            return "task '" + task.row.name + "' (" + to_text(task.row.id) + ", " +
                   std::string{name_of(task.row.state)} + ") " + *why;
        }
    }
    for (const WorkflowNode& workflow : tree.workflows) {
        if (workflow.row.state != State::running || workflow.unfinished > 0) continue;
        return "workflow execution " + to_text(workflow.row.id) +
               " has nothing left to do but is not finished";
    }
    return std::nullopt;
}

}  // namespace wf::engine
