#include "engine/why/causes.hpp"

#include "engine/why/clauses.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

void add_executions(const Tree& tree, TaskIx task, Causes& out) {
    const TaskNode& node = tree.tasks[task];
    std::uint32_t left = node.in_flight;
    for (auto it = node.actions.begin(); it != node.actions.end() && left > 0; ++it) {
        const ActionExecutionRow& row = tree.actions[*it].row;
        if (is_completed(row.state) || row.attempt != node.row.attempt) continue;
        const CauseKind kind = row.state == State::paused ? CauseKind::paused_action
                               : row.is_sync              ? CauseKind::action
                                                          : CauseKind::async_action;
        out.add({kind, {NodeKind::action, *it}, task, row.created_at});
        --left;
    }
    for (auto it = node.children.begin(); it != node.children.end() && left > 0; ++it) {
        const WorkflowExecutionRow& row = tree.workflows[*it].row;
        if (is_completed(row.state) || row.attempt != node.row.attempt) continue;
        out.add({CauseKind::sub_workflow, {NodeKind::workflow, *it}, task, row.created_at});
        --left;
    }
}

CauseKind kind_of(WakeReason reason) {
    switch (reason) {
    case WakeReason::wait_before: return CauseKind::wait_before;
    case WakeReason::wait_after: return CauseKind::wait_after;
    case WakeReason::retry:
    case WakeReason::none: break;
    }
    return CauseKind::retry;
}

void add_running(const Tree& tree, TaskIx task, Causes& out) {
    const TaskNode& node = tree.tasks[task];
    const bool with_items =
        !tree.workflows[node.workflow].program->tasks[node.number].with_items.empty();
    if (!with_items) return add_executions(tree, task, out);
    if (node.in_flight > 0)
        out.add({CauseKind::items, {NodeKind::task, task}, task, node.row.started_at});
}

bool somebody_lives(const Tree& tree, const WorkflowNode& workflow) {
    return std::ranges::any_of(workflow.open_tasks, [&](TaskIx ix) {
        const TaskExecutionRow& row = tree.tasks[ix].row;
        return row.state != State::waiting || row.wake_at.has_value();
    });
}

/// Whether the join can still be triggered is the other tasks' business: one of them must live, and
/// not be such a join itself.
bool may_be_triggered(const Tree& tree, const WorkflowNode& owner) {
    return owner.row.state == State::paused || is_completed(owner.row.state) ||
           somebody_lives(tree, owner);
}

void add_pauses(const Tree& tree, WorkflowIx workflow, Causes& out) {
    const WorkflowNode& node = tree.workflows[workflow];
    const std::optional<Instant> since = node.row.updated_at;
    for (const TaskIx ix : node.tasks) {
        const TaskNode& task = tree.tasks[ix];
        if (task.row.state == State::idle && task.row.paused_before)
            out.add({CauseKind::pause_before, {NodeKind::task, ix}, no_ix, since});
        if (task.paused > 0 && task.children.empty()) {
            for (const Cause& cause : executions_of(tree, ix).shown) {
                if (cause.kind != CauseKind::paused_action) continue;
                out.add({cause.kind, cause.on, no_ix, tree.actions[cause.on.index].row.updated_at});
            }
        }
    }
    if (const TaskIx by = commanded_by(tree, workflow, EngineCommand::pause); by != no_ix) {
        out.add({CauseKind::pause_command, {NodeKind::task, by}, no_ix, since});
    } else if (node.row.state_info) {
        out.add({CauseKind::pause_request, {NodeKind::workflow, workflow}, no_ix, since});
    }
}

}  // namespace

bool is_unfinished(const TaskNode& task) {
    return is_incomplete(task.row.state) || (!task.row.processed && !task.row.force_failed);
}

Causes executions_of(const Tree& tree, TaskIx task) {
    Causes found;
    add_executions(tree, task, found);
    return found;
}

Causes causes_of(const Tree& tree, TaskIx task) {
    const TaskNode& node = tree.tasks[task];
    const TaskExecutionRow& row = node.row;
    const WorkflowNode& owner = tree.workflows[node.workflow];
    const bool held = owner.row.state == State::paused;
    const NodeRef self{NodeKind::task, task};
    Causes found;
    switch (row.state) {
    case State::idle:
        if (row.paused_before && held)
            found.add({CauseKind::pause_before, self, task, row.updated_at});
        break;
    case State::running:
    case State::paused: add_running(tree, task, found); break;
    case State::delayed:
        if (row.wake_at)
            found.add({kind_of(row.wake_reason), self, task, row.updated_at, row.wake_at});
        break;
    case State::waiting:
        if (row.wake_at) {
            found.add({kind_of(row.wake_reason), self, task, row.updated_at, row.wake_at});
        } else if (may_be_triggered(tree, owner)) {
            found.add({CauseKind::join, self, task, row.created_at});
        }
        break;
    case State::success:
    case State::error:
    case State::cancelled:
    case State::skipped:
        if (held) found.add({CauseKind::held, self, task, row.finished_at});
        return found;
    }
    // A timeout moves what runs; elsewhere it only adds to what must be there anyway.
    const bool counts = row.state == State::running || row.state == State::paused;
    if (row.timeout_at && (counts || !found.empty()))
        found.add({CauseKind::timeout, self, task, row.started_at, row.timeout_at});
    return found;
}

Causes pauses_of(const Tree& tree, WorkflowIx workflow) {
    Causes found;
    add_pauses(tree, workflow, found);
    for (WorkflowIx ix = 0; ix < tree.workflows.size() && found.empty(); ++ix) {
        if (ix != workflow && tree.workflows[ix].row.state == State::paused)
            add_pauses(tree, ix, found);
    }
    if (!found.empty()) return found;
    // Nobody gave a reason. Whoever asked, and wherever: resuming the root resumes everything.
    const WorkflowIx asked = tree.workflows.front().row.state == State::paused ? 0 : workflow;
    const std::optional<Instant> since = tree.workflows[workflow].row.updated_at;
    found.add({CauseKind::pause_request, {NodeKind::workflow, asked}, no_ix, since});
    return found;
}

}  // namespace wf::engine
