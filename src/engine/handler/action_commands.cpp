// Commands about action executions: results, updates, stand-alone runs.
#include "engine/action_call.hpp"
#include "engine/executions.hpp"
#include "engine/failure.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/tree_state.hpp"

namespace wf::engine {
namespace {

Error error_of(ErrorCode code, std::string text) {
    return Error{code, std::move(text), {}, {}};
}

ActionIx find_action(Step& step, const Id& id) {
    const NodeRef ref = step.tree.find(id);
    if (ref.kind == NodeKind::action) {
        step.answer_with(NodeKind::action, ref.index);
        return ref.index;
    }
    step.reject(error_of(ErrorCode::not_found, "ActionExecution not found [id=" + to_text(id) + "]")
    );
    return no_ix;
}

State state_of(ActionResult::Outcome outcome) {
    switch (outcome) {
    case ActionResult::Outcome::success: return State::success;
    case ActionResult::Outcome::error: return State::error;
    case ActionResult::Outcome::cancelled: return State::cancelled;
    }
    return State::error;
}

/// The ad-hoc actions around the built-in one, looked up again after a reload.
Result<std::vector<AdhocActionPtr>> chain_of(const Step& step, const ActionNode& node) {
    if (node.chain_known) return node.adhoc_chain;
    CallSite site;
    if (node.task != no_ix) site = call_site(step, node.task);
    if (node.task == no_ix) {
        site.name_space = node.row.workflow_namespace;
        site.project = node.row.project_id;
    }
    site.workbook.clear();  // the stored name is complete
    WF_TRY(ActionCall call, prepare_call(step, site, node.row.name, node.row.input));
    return std::move(call.chain);
}

/// The result as the task sees it: outputs of ad-hoc actions applied to data.
Result<Value> converted(const Step& step, const ActionNode& node, const ActionResult& result) {
    if (result.outcome != ActionResult::Outcome::success) return result.value;
    WF_TRY(const auto chain, chain_of(step, node));
    if (chain.empty()) return result.value;
    const WorkflowIx workflow = node.task == no_ix ? no_ix : step.task(node.task).workflow;
    return convert_output(step, chain, workflow, result.value);
}

}  // namespace

void handle(Step& step, const CompleteAction& command) {
    const ActionIx ix = find_action(step, command.action_execution_id);
    if (ix == no_ix) return;
    const ActionNode& node = step.action(ix);
    if (is_completed(node.row.state)) {
        return step.reject(error_of(
            ErrorCode::invalid_transition,
            "Action " + to_text(node.row.id) + " is already completed"
        ));
    }
    Result<Value> result = converted(step, node, command.result);
    if (!result) {
        if (node.task == no_ix) {
            step.emit(ActionFinished{ix, State::error, result.error().message});
            return;
        }
        std::string text = action_failure(step, node.task, node.row.name, result.error());
        step.emit(ActionFinished{ix, State::error, Value::dict({{"result", text}})});
        return force_fail(step, node.task, std::move(text));
    }
    if (auto size = check_size(step, "output", *result); !size && node.task != no_ix) {
        std::string text = completion_failure(step, node.task, size.error());
        step.emit(ActionFinished{ix, State::error, size.error().message});
        return force_fail(step, node.task, std::move(text));
    }
    step.emit(ActionFinished{ix, state_of(command.result.outcome), *std::move(result)});
    if (node.task != no_ix) step.then(CheckTask{node.task});
}

void handle(Step& step, const UpdateAction& command) {
    const ActionIx ix = find_action(step, command.action_execution_id);
    if (ix == no_ix) return;
    const ActionNode& node = step.action(ix);
    if (command.state == State::paused && node.row.is_sync) {
        return step.reject(error_of(
            ErrorCode::invalid_transition,
            "Transition to the PAUSED state is only supported for asynchronous action execution."
        ));
    }
    // An end is final, also where the table lets a task or workflow start over.
    const bool final = is_completed(node.row.state);
    if (final || !allowed(node.row.state, command.state)) {
        return step.reject(error_of(
            ErrorCode::invalid_transition,
            "Invalid state transition from " + std::string{name_of(node.row.state)} + " to " +
                std::string{name_of(command.state)} + "."
        ));
    }
    if (node.row.state == command.state) return;
    step.emit(ActionStateChanged{ix, command.state});
    if (node.task == no_ix) return;
    const TaskNode& task = step.task(node.task);
    const bool moves = allowed(task.row.state, command.state) && is_incomplete(task.row.state);
    if (!moves) return;
    if (command.state == State::paused) {
        step.emit(TaskStateChanged{node.task, State::paused, std::nullopt});
        if (step.workflow(task.workflow).row.state == State::running)
            pause_tree(step, task.workflow, std::nullopt);
    } else if (task.paused <= 1) {
        step.emit(TaskStateChanged{node.task, State::running, std::nullopt});
        if (step.workflow(task.workflow).row.state == State::paused)
            resume_workflow(step, task.workflow);
    }
}

void handle(Step& step, const ActionStarted& command) {
    const ActionIx ix = find_action(step, command.action_execution_id);
    if (ix == no_ix || is_completed(step.action(ix).row.state) || step.action(ix).row.started)
        return;
    step.emit(ActionWasStarted{ix});
}

void handle(Step& step, const RunAction& command, const Id& root, std::uint64_t token) {
    CallSite site;
    site.name_space = command.workflow_namespace;
    site.project = command.project_id;
    Result<ActionCall> call = prepare_call(step, site, command.name, command.input);
    if (!call) {
        Error why = std::move(call).error();
        why.code = ErrorCode::invalid_argument;  // of the request, whatever could not be found
        return step.reject(std::move(why));
    }
    const bool waits = call->signature->is_sync && (command.run_sync || !command.save_result);
    if (command.run_sync && !call->signature->is_sync) {
        return step.reject(
            error_of(ErrorCode::not_supported, "Action does not support synchronous execution.")
        );
    }
    ActionExecutionRow row;
    row.id = root;
    row.name = call->name;
    row.is_sync = call->signature->is_sync;
    row.input = call->input;
    row.description = command.description;
    row.project_id = command.project_id;
    row.workflow_namespace = command.workflow_namespace;
    row.timeout_s = command.timeout_s;
    row.target = command.target;
    row.created_at = step.env.now;
    Result<bool> done = waits ? run_inline(step, *call, no_ix, row) : Result<bool>{false};
    if (!done) return step.reject(std::move(done).error());
    if (!*done && call->signature->needs_dispatch) {
        step.request(DispatchAction{make_request(step, row, *call->signature, call->base_input)});
    }
    const bool transient = call->signature->is_sync && !command.save_result;
    const ActionIx ix = step.new_action_ix();
    if (!waits || *done) step.answer_with(NodeKind::action, ix);
    step.emit(ActionCreated{
        std::move(row), no_ix, std::move(call->chain), transient, waits && !*done ? token : 0});
}

}  // namespace wf::engine
