// Rerun and skip of failed tasks.
#include "engine/handler/handlers.hpp"
#include "engine/tree_state.hpp"

#include <optional>
#include <vector>

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

/// The workflow and all above it.
std::vector<WorkflowIx> with_ancestors(const Step& step, WorkflowIx workflow) {
    std::vector<WorkflowIx> chain{workflow};
    while (step.workflow(chain.back()).parent_task != no_ix)
        chain.push_back(step.task(step.workflow(chain.back()).parent_task).workflow);
    return chain;
}

/// A later attempt has taken the place of this sub-workflow: nobody would wait for its end.
bool is_superseded(const Step& step, const WorkflowNode& workflow) {
    return workflow.parent_task != no_ix &&
           workflow.row.attempt != step.task(workflow.parent_task).row.attempt;
}

/// Why the workflow cannot run again, if so.
std::optional<std::string> obstacle(const Step& step, const WorkflowNode& workflow) {
    const WorkflowExecutionRow& row = workflow.row;
    const std::string id = row.alias.empty() ? to_text(row.id) : row.alias;
    const std::string which = " [workflow=" + row.workflow_name + ", execution_id=" + id + "]";
    if (!allowed(row.state, State::running)) {
        return "Can't change workflow execution state from " + std::string{name_of(row.state)} +
               " to RUNNING." + which;
    }
    if (!is_superseded(step, workflow)) return std::nullopt;
    return "The workflow execution belongs to an earlier attempt of the task '" +
           step.task(workflow.parent_task).row.name + "'." + which;
}

/// The workflow runs again, and the task above waits for it again.
void run_again(Step& step, WorkflowIx ix) {
    const WorkflowNode& workflow = step.workflow(ix);
    if (workflow.row.state != State::running) {
        step.emit(WorkflowStateChanged{ix, State::running, std::nullopt});
        wake_workflow(step, ix);
    }
    if (workflow.parent_task != no_ix && is_completed(step.task(workflow.parent_task).row.state))
        step.emit(TaskReopened{workflow.parent_task});
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
    const std::vector<WorkflowIx> chain = with_ancestors(step, node.workflow);
    for (const WorkflowIx ix : chain) {
        std::optional<std::string> why = obstacle(step, step.workflow(ix));
        if (!why) continue;
        step.reject(refused(*std::move(why)));
        return false;
    }
    if (reject_env(step, row.state, env)) return false;
    merge_env(step, node.workflow, env);
    for (const WorkflowIx ix : chain) run_again(step, ix);
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
        step.then(RefreshJoins{node.workflow});
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
