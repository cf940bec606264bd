#include "engine/tree_state.hpp"

#include <algorithm>
#include <unordered_set>

namespace wf::engine {
namespace {

/// What has to go on once a workflow runs again.
void wake_workflow(Step& step, WorkflowIx workflow) {
    const WorkflowNode& node = step.workflow(workflow);
    if (node.tasks.empty()) {
        step.then(BeginWorkflow{workflow});
        return;
    }
    if (!node.row.backlog.is_null()) step.then(RunBacklog{workflow});
    for (const TaskIx ix : node.tasks) {
        const TaskExecutionRow& row = step.task(ix).row;
        if (row.state == State::idle && row.paused_before) {
            step.emit(TaskStateChanged{ix, State::running, std::nullopt});
            step.then(RunTask{ix});
        } else if (is_completed(row.state) && row.settled && !row.processed && !row.force_failed) {
            step.then(ContinueTask{ix, true});
        }
    }
    step.then(RefreshJoins{workflow});
    step.then(CheckWorkflow{workflow});
}

using Resumed = std::unordered_set<WorkflowIx>;

void resume_down(Step& step, WorkflowIx workflow, Resumed& resumed) {
    for (const TaskIx task : step.workflow(workflow).tasks) {
        bool any = false;
        for (const WorkflowIx child : step.task(task).children) {
            if (step.workflow(child).row.state != State::paused) continue;
            resume_down(step, child, resumed);
            any = true;
        }
        if (any && step.task(task).row.state == State::paused) {
            step.emit(TaskStateChanged{task, State::running, std::nullopt});
        }
    }
    if (step.workflow(workflow).row.state != State::paused &&
        step.workflow(workflow).row.state != State::idle)
        return;
    step.emit(WorkflowStateChanged{workflow, State::running, std::nullopt});
    resumed.insert(workflow);
    wake_workflow(step, workflow);
}

/// A parent goes on when none of its tasks is paused any more.
void resume_up(Step& step, WorkflowIx workflow, Resumed& resumed) {
    const TaskIx task = step.workflow(workflow).parent_task;
    if (task == no_ix) return;
    const auto is_paused = [&](WorkflowIx child) {
        return step.workflow(child).row.state == State::paused && !resumed.contains(child);
    };
    if (std::ranges::any_of(step.task(task).children, is_paused)) return;
    const bool was_paused = step.task(task).row.state == State::paused;
    if (was_paused) step.emit(TaskStateChanged{task, State::running, std::nullopt});
    const WorkflowIx parent = step.task(task).workflow;
    if (step.workflow(parent).row.state != State::paused || resumed.contains(parent)) return;
    if (step.workflow(parent).paused_tasks > (was_paused ? 1U : 0U)) return;
    step.emit(WorkflowStateChanged{parent, State::running, std::nullopt});
    resumed.insert(parent);
    wake_workflow(step, parent);
    resume_up(step, parent, resumed);
}

}  // namespace

void complete_task(Step& step, TaskIx task, State state, std::optional<std::string> info) {
    if (is_completed(step.task(task).row.state)) return;
    step.emit(TaskFinished{task, state, std::move(info)});
    step.then(PublishTask{task});
}

void pause_tree(Step& step, WorkflowIx asked, std::optional<std::string> info) {
    for (WorkflowIx ix = 0; ix < step.tree.workflows.size(); ++ix) {
        const WorkflowNode& node = step.workflow(ix);
        if (node.row.state != State::running) continue;
        step.emit(WorkflowStateChanged{ix, State::paused, ix == asked ? info : std::nullopt});
        // The task that waits for this child shows that it is held.
        if (node.parent_task != no_ix && step.task(node.parent_task).row.state == State::running) {
            step.emit(TaskStateChanged{node.parent_task, State::paused, std::nullopt});
        }
    }
}

void resume_workflow(Step& step, WorkflowIx workflow) {
    Resumed resumed;
    resume_down(step, workflow, resumed);
    resume_up(step, workflow, resumed);
}

void cancel_children(Step& step, WorkflowIx workflow, const std::optional<std::string>& info) {
    for (const TaskIx task : step.workflow(workflow).tasks) {
        for (const WorkflowIx child : step.task(task).children) {
            if (is_completed(step.workflow(child).row.state)) continue;
            step.then_first(FinishWorkflow{child, State::cancelled, info});
        }
    }
}

void merge_env(Step& step, WorkflowIx workflow, const Value& env) {
    if (!env.is_dict()) return;
    const Value& params = step.workflow(workflow).row.params;
    const Value merged = overlay(params["env"], env);
    step.emit(WorkflowEdited{workflow, std::nullopt, with_member(params, "env", merged)});
}

}  // namespace wf::engine
