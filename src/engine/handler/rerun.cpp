// Rerun and skip of failed tasks (spec/engine.md 11).
#include "engine/handler/handlers.hpp"
#include "engine/tree_state.hpp"

namespace wf::engine {
namespace {

Error refused(std::string text) {
    return Error{ErrorCode::invalid_transition, std::move(text), {}, {}};
}

TaskIx find_task(Step& step, const Id& id) {
    const NodeRef ref = step.tree.find(id);
    if (ref.kind == NodeKind::task) {
        step.answer_with(NodeKind::task, ref.index);
        return ref.index;
    }
    step.reject(Error{
        ErrorCode::not_found, "Task execution not found [id=" + to_text(id) + "]", {}, {}});
    return no_ix;
}

/// Checks and common part of rerun and skip; false: nothing more is to be done.
bool reopen(Step& step, TaskIx task, const Value& env) {
    const TaskNode& node = step.task(task);
    const WorkflowExecutionRow& row = step.workflow_of(node).row;
    if (node.row.state != State::error) {
        step.reject(refused("The current task execution must be in ERROR for rerun. Only updating "
                            "task to rerun is supported."));
        return false;
    }
    if (row.state == State::paused) return false;
    if (!allowed(row.state, State::running)) {
        const std::string id = row.alias.empty() ? to_text(row.id) : row.alias;
        step.reject(refused(
            "Can't change workflow execution state from " + std::string{name_of(row.state)} +
            " to RUNNING. [workflow=" + row.workflow_name + ", execution_id=" + id + "]"
        ));
        return false;
    }
    merge_env(step, node.workflow, env);
    // The workflow and all above it run again.
    for (WorkflowIx ix = node.workflow; ix != no_ix;) {
        const WorkflowNode& workflow = step.workflow(ix);
        if (workflow.row.state != State::running)
            step.emit(WorkflowStateChanged{ix, State::running, std::nullopt});
        if (workflow.parent_task == no_ix) break;
        if (is_completed(step.task(workflow.parent_task).row.state))
            step.emit(TaskReopened{workflow.parent_task});
        ix = step.task(workflow.parent_task).workflow;
    }
    return true;
}

}  // namespace

void handle(Step& step, const RerunTask& command) {
    const TaskIx task = find_task(step, command.task_execution_id);
    if (task == no_ix) return;
    const TaskNode& node = step.task(task);
    if (!command.reset && step.spec_of(node).with_items.empty()) {
        return step.reject(refused("Only with-items task has the option to not reset."));
    }
    if (!reopen(step, task, command.env)) return;
    step.emit(TaskRerun{task, !command.reset});
    const bool is_join = step.spec_of(node).join.kind != JoinSpec::Kind::none;
    if (is_join) {
        step.then(CheckJoin{task});
    } else {
        step.then(StartTask{task});
    }
}

void handle(Step& step, const SkipTask& command) {
    const TaskIx task = find_task(step, command.task_execution_id);
    if (task == no_ix || !reopen(step, task, command.env)) return;
    step.emit(TaskSkipped{task});
    step.then(PublishTask{task});
}

}  // namespace wf::engine
