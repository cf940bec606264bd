#include "engine/tree_state.hpp"

#include "engine/result.hpp"

#include <vector>

namespace wf::engine {
namespace {

bool is_below(const Step& step, WorkflowIx workflow, WorkflowIx top) {
    while (workflow != top) {
        const TaskIx parent = step.workflow(workflow).parent_task;
        if (parent == no_ix) return false;
        workflow = step.task(parent).workflow;
    }
    return true;
}

/// `top` and what is open below it, parents before children.
std::vector<WorkflowIx> open_below(const Step& step, WorkflowIx top) {
    std::vector<WorkflowIx> found;
    for (auto it = step.tree.open_workflows.lower_bound(top); it != step.tree.open_workflows.end();
         ++it) {
        if (is_below(step, *it, top)) found.push_back(*it);
    }
    return found;
}

/// The highest workflow that a pause of `asked` reaches: through tasks that wait for their child.
WorkflowIx top_of_pause(const Step& step, WorkflowIx asked) {
    WorkflowIx top = asked;
    while (true) {
        const TaskIx parent = step.workflow(top).parent_task;
        if (parent == no_ix || is_completed(step.task(parent).row.state)) return top;
        const WorkflowIx above = step.task(parent).workflow;
        if (step.workflow(above).row.state != State::running) return top;
        top = above;
    }
}

/// The task that waits for this child shows whether it is held.
void show_in_parent_task(Step& step, WorkflowIx child, State from, State to) {
    const TaskIx task = step.workflow(child).parent_task;
    if (task != no_ix && step.task(task).row.state == from)
        step.emit(TaskStateChanged{task, to, std::nullopt});
}

}  // namespace

void complete_task(Step& step, TaskIx task, State state, std::optional<std::string> info) {
    if (is_completed(step.task(task).row.state)) return;
    if (info) info = cut_info(*std::move(info));
    step.emit(TaskFinished{task, state, std::move(info)});
    step.then(PublishTask{task});
}

void pause_tree(Step& step, WorkflowIx asked, std::optional<std::string> info) {
    if (info) info = cut_info(*std::move(info));
    for (const WorkflowIx ix : open_below(step, top_of_pause(step, asked))) {
        if (step.workflow(ix).row.state != State::running) continue;
        step.emit(WorkflowStateChanged{ix, State::paused, ix == asked ? info : std::nullopt});
        show_in_parent_task(step, ix, State::running, State::paused);
    }
}

void wake_workflow(Step& step, WorkflowIx workflow) {
    const WorkflowNode& node = step.workflow(workflow);
    if (node.tasks.empty() || node.program->type == WorkflowType::reverse)
        step.then(BeginWorkflow{workflow});
    // Both belong to this step: a crash between the resume and what it sets free would forget that
    // the tasks' own `pause` commands do not count again.
    if (!node.row.backlog.is_null()) step.then_first(RunBacklog{workflow});
    for (const TaskIx ix : node.open_tasks) {
        const TaskExecutionRow& row = step.task(ix).row;
        if (row.state == State::idle && row.paused_before) {
            step.emit(TaskStateChanged{ix, State::running, std::nullopt});
            step.then(RunTask{ix});
        } else if (is_completed(row.state) && row.settled) {
            step.then_first(ContinueTask{ix, true});
        }
    }
    step.then(RefreshJoins{workflow});
    step.then(CheckWorkflow{workflow});
}

namespace {

/// The task of this child waits for another one that is still held.
bool sibling_is_paused(const Step& step, const WorkflowNode& child) {
    if (child.parent_task == no_ix) return false;
    const TaskNode& task = step.task(child.parent_task);
    const bool counted = child.row.state == State::paused && child.row.attempt == task.row.attempt;
    return task.paused > (counted ? 1U : 0U);
}

void set_running(Step& step, WorkflowIx workflow) {
    step.emit(WorkflowStateChanged{workflow, State::running, std::nullopt});
    wake_workflow(step, workflow);
}

void set_running_with_task(Step& step, WorkflowIx workflow) {
    if (!sibling_is_paused(step, step.workflow(workflow)))
        show_in_parent_task(step, workflow, State::paused, State::running);
    set_running(step, workflow);
}

/// A parent goes on when none of its tasks is paused any more.
void resume_up(Step& step, WorkflowIx resumed) {
    for (WorkflowIx child = resumed;;) {
        const WorkflowNode& node = step.workflow(child);
        if (node.parent_task == no_ix || sibling_is_paused(step, node)) return;
        const TaskNode& task = step.task(node.parent_task);
        const WorkflowNode& parent = step.workflow_of(task);
        const std::uint32_t own = task.row.state == State::paused ? 1 : 0;
        if (parent.row.state != State::paused || parent.paused_tasks > own) return;
        child = task.workflow;
        set_running_with_task(step, child);
    }
}

}  // namespace

void resume_workflow(Step& step, WorkflowIx workflow) {
    const std::vector<WorkflowIx> below = open_below(step, workflow);
    for (auto it = below.rbegin(); it != below.rend(); ++it) {
        const State state = step.workflow(*it).row.state;
        if (state != State::paused && state != State::idle) continue;
        if (*it == workflow) {
            set_running_with_task(step, *it);
        } else {
            show_in_parent_task(step, *it, State::paused, State::running);
            set_running(step, *it);
        }
    }
    resume_up(step, workflow);
}

void cancel_children(Step& step, WorkflowIx workflow, const std::optional<std::string>& info) {
    for (const WorkflowIx ix : open_below(step, workflow)) {
        if (ix != workflow)
            step.then_first(FinishWorkflow{ix, State::cancelled, info, Spread::none});
    }
}

bool reject_env(Step& step, State state, const Value& env) {
    const bool open = state == State::idle || state == State::paused || state == State::error;
    if (env.is_null() || open) return false;
    step.reject(Error{
        ErrorCode::forbidden,
        "Updating env to workflow execution is only permitted if it is in IDLE, PAUSED, or ERROR "
        "state.",
        {},
        {},
    });
    return true;
}

void merge_env(Step& step, WorkflowIx workflow, const Value& env) {
    if (!env.is_dict()) return;
    const Value& params = step.workflow(workflow).row.params;
    const Value merged = overlay(params["env"], env);
    step.emit(WorkflowEdited{workflow, std::nullopt, with_member(params, "env", merged)});
}

}  // namespace wf::engine
