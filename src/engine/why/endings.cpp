#include "engine/why/endings.hpp"

#include "engine/why/clauses.hpp"

namespace wf::engine {
namespace {

// How the engine begins the state_info of what it ends itself (result.cpp, finish_workflow.cpp).
constexpr std::string_view failed_tasks = "Failure caused by error in tasks: ";
constexpr std::string_view cancelled_tasks = "Cancelled tasks: ";
constexpr std::string_view output_failure = "Failed to check and complete ";

bool info_begins(const WorkflowNode& workflow, std::string_view text) {
    return workflow.row.state_info && workflow.row.state_info->starts_with(text);
}

Cause task_cause(const Tree& tree, CauseKind kind, TaskIx task) {
    return {kind, {NodeKind::task, task}, task, tree.tasks[task].row.finished_at};
}

/// An engine-side error ends its task and at once its workflow, with the same words.
TaskIx forced_by(const Tree& tree, const WorkflowNode& workflow) {
    for (const TaskIx ix : workflow.tasks) {
        const TaskExecutionRow& row = tree.tasks[ix].row;
        if (row.force_failed && row.state_info == workflow.row.state_info) return ix;
    }
    return no_ix;
}

void add_command(
    const Tree& tree, WorkflowIx workflow, EngineCommand command, CauseKind kind, Causes& out
) {
    const TaskIx by = commanded_by(tree, workflow, command);
    if (by == no_ix) return;
    out.add({kind, {NodeKind::task, by}, no_ix, tree.workflows[workflow].row.updated_at});
}

void add_tasks(const Tree& tree, const WorkflowNode& node, State state, Causes& out) {
    const bool failed = state == State::error;
    for (const TaskIx ix : node.tasks) {
        const TaskExecutionRow& row = tree.tasks[ix].row;
        if (row.state != state || (failed && row.error_handled)) continue;
        out.add(task_cause(tree, failed ? CauseKind::task_failed : CauseKind::task_cancelled, ix));
    }
}

void add_failure(const Tree& tree, WorkflowIx workflow, Causes& out) {
    const WorkflowNode& node = tree.workflows[workflow];
    if (const TaskIx forced = forced_by(tree, node); forced != no_ix)
        return out.add(task_cause(tree, CauseKind::task_failed, forced));
    if (info_begins(node, failed_tasks)) return add_tasks(tree, node, State::error, out);
    if (info_begins(node, output_failure)) {
        return out.add(
            {CauseKind::output, {NodeKind::workflow, workflow}, no_ix, node.row.updated_at}
        );
    }
    add_command(tree, workflow, EngineCommand::fail, CauseKind::fail_command, out);
}

}  // namespace

Causes endings_of(const Tree& tree, WorkflowIx workflow) {
    const WorkflowNode& node = tree.workflows[workflow];
    Causes found;
    switch (node.row.state) {
    case State::error: add_failure(tree, workflow, found); break;
    case State::cancelled:
        if (info_begins(node, cancelled_tasks)) add_tasks(tree, node, State::cancelled, found);
        break;
    default:
        // It simply came to its end, whether or not a last `succeed` stood there, too.
        if (node.open_tasks.empty() && !node.row.state_info) return found;
        add_command(tree, workflow, EngineCommand::succeed, CauseKind::succeed_command, found);
        break;
    }
    if (found.empty()) {
        found.add({CauseKind::request, {NodeKind::workflow, workflow}, no_ix, node.row.updated_at});
    }
    return found;
}

Causes endings_of_task(const Tree& tree, TaskIx task) {
    const TaskNode& node = tree.tasks[task];
    Causes found;
    if (node.row.state != State::error && node.row.state != State::cancelled) return found;
    const bool failed = node.row.state == State::error;
    const auto counts = [&](const auto& row) {
        return row.state == node.row.state && row.accepted && row.attempt == node.row.attempt;
    };
    for (const ActionIx ix : node.actions) {
        const ActionExecutionRow& row = tree.actions[ix].row;
        const CauseKind kind = failed ? CauseKind::action_failed : CauseKind::action_cancelled;
        if (counts(row)) found.add({kind, {NodeKind::action, ix}, no_ix, row.updated_at});
    }
    for (const WorkflowIx ix : node.children) {
        const WorkflowExecutionRow& row = tree.workflows[ix].row;
        const CauseKind kind = failed ? CauseKind::workflow_failed : CauseKind::workflow_cancelled;
        if (counts(row)) found.add({kind, {NodeKind::workflow, ix}, no_ix, row.updated_at});
    }
    return found;
}

}  // namespace wf::engine
