// Recovery is re-derivation: what is still to be done is a function of the rows. There is no second
// bookkeeping that could disagree; loading a tree for any reason goes through here.
#include "engine/action_call.hpp"
#include "engine/executions.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/runner.hpp"

namespace wf::engine {
namespace {

void recover_workflow(Step& step, WorkflowIx ix) {
    const WorkflowNode& node = step.workflow(ix);
    if (node.row.state != State::running) return;
    if (node.tasks.empty() || node.program->type == WorkflowType::reverse)
        step.then(BeginWorkflow{ix});
    if (!node.row.backlog.is_null()) step.then(RunBacklog{ix});
    if (node.program->has_joins) step.then(RefreshJoins{ix});
    step.then(CheckWorkflow{ix});
}

void recover_running(Step& step, TaskIx ix) {
    const TaskNode& node = step.task(ix);
    const bool with_items = !step.spec_of(node).with_items.empty();
    const bool has_executions = node.in_flight + node.succeeded + node.failed + node.cancelled > 0;
    if (with_items ? node.row.items_count < 0 : !has_executions) return step.then(RunTask{ix});
    if (with_items) step.then(ScheduleItems{ix});
    step.then(CheckTask{ix});
}

void recover_task(Step& step, TaskIx ix) {
    const TaskExecutionRow& row = step.task(ix).row;
    if (row.timeout_at && is_incomplete(row.state)) step.request(ArmTimer{row.id, *row.timeout_at});
    if (row.wake_reason != WakeReason::none && row.wake_at)
        return step.request(ArmTimer{row.id, *row.wake_at});
    switch (row.state) {
    case State::idle:
        if (!row.paused_before) step.then(StartTask{ix});
        return;
    case State::running:
    case State::paused: return recover_running(step, ix);
    case State::waiting:
    case State::delayed: return;  // joins: see recover_workflow
    case State::success:
    case State::error:
    case State::cancelled:
    case State::skipped:
        if (row.force_failed || row.processed) return;
        if (row.settled) {
            step.then(ContinueTask{ix});
        } else {
            step.then(PublishTask{ix});
        }
        return;
    }
}

/// The call of a stored action execution once more, to send it again.
Result<ActionCall> call_of(const Step& step, const ActionNode& node) {
    CallSite site;
    if (node.task == no_ix) {
        site.name_space = node.row.workflow_namespace;
        site.project = node.row.project_id;
    } else {
        site = call_site(step, node.task);
    }
    site.workbook.clear();  // the stored name is complete
    return prepare_call(step, site, node.row.name, node.row.input);
}

void recover_action(Step& step, ActionIx ix) {
    const ActionNode& node = step.action(ix);
    if (is_completed(node.row.state) || node.row.started) return;
    Result<ActionCall> call = call_of(step, node);
    if (!call) {
        step.emit(ActionFinished{ix, State::error, call.error().message});
        if (node.task != no_ix) step.then(CheckTask{node.task});
        return;
    }
    if (!call->signature->needs_dispatch) return;
    ActionRequest request =
        make_request(step, node.row, *call->signature, std::move(call->base_input));
    request.maybe_duplicate = true;
    step.request(DispatchAction{std::move(request)});
}

}  // namespace

void recover(Step& step) {
    for (ActionIx ix = 0; ix < step.tree.actions.size(); ++ix) recover_action(step, ix);
    for (TaskIx ix = 0; ix < step.tree.tasks.size(); ++ix) recover_task(step, ix);
    for (WorkflowIx ix = 0; ix < step.tree.workflows.size(); ++ix) recover_workflow(step, ix);
}

}  // namespace wf::engine
