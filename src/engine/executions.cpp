#include "engine/executions.hpp"

#include "engine/action_call.hpp"
#include "engine/failure.hpp"
#include "engine/new_workflow.hpp"
#include "engine/scope.hpp"
#include "engine/tree_state.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

tl::unexpected<ScheduleFailure> forced(Error error) {
    return tl::unexpected(ScheduleFailure{std::move(error), Fault::forced});
}

tl::unexpected<ScheduleFailure> orderly(Error error) {
    return tl::unexpected(ScheduleFailure{std::move(error), Fault::orderly});
}

ActionExecutionRow make_action_row(
    Step& step, TaskIx task, const ActionCall& call, std::uint32_t index
) {
    const TaskNode& node = step.task(task);
    ActionExecutionRow row;
    row.id = step.new_id();
    row.task_execution_id = node.row.id;
    row.workflow_execution_id = node.row.workflow_execution_id;
    row.name = call.name;
    row.is_sync = call.signature->is_sync;
    row.safe_rerun = step.spec_of(node).safe_rerun;
    row.index = index;
    row.attempt = node.row.attempt;
    row.input = call.input;
    row.timeout_s = node.row.timeout_s;
    row.created_at = step.env.now;
    return row;
}

Result<std::string> evaluate_target(const Step& step, TaskIx task, const Value& input) {
    const TaskSpec& spec = step.spec_of(step.task(task));
    if (!spec.target) return std::string{};
    const TaskScope scope(step, task);
    WF_TRY(
        const Value target,
        evaluate_over(
            step,
            step.task(task).workflow,
            *spec.target,
            layered(*step.env.options, scope.data(), input)
        )
    );
    return target.is_string() ? target.to_string() : std::string{};
}

const InputParameter* declared(const Program& program, const Value& key) {
    const auto it = std::ranges::find_if(program.input, [&](const InputParameter& p) {
        return key.is_string() && key.as_string() == p.name;
    });
    return it == program.input.end() ? nullptr : &*it;
}

Result<WorkflowDefinition> find_child(
    const Step& step, const CallSite& site, const std::string& name
) {
    const auto lookup = [&](const std::string& full) {
        auto found = step.env.definitions->find_workflow(full, site.name_space, site.project);
        if (found || site.name_space.empty() || found.error().code != ErrorCode::not_found)
            return found;
        return step.env.definitions->find_workflow(full, {}, site.project);
    };
    if (!site.workbook.empty()) {
        auto member = lookup(site.workbook + "." + name);
        if (member || member.error().code != ErrorCode::not_found) return member;
    }
    auto found = lookup(name);
    if (found || found.error().code != ErrorCode::not_found) return found;
    return fail(
        ErrorCode::not_found,
        "Failed to find workflow [name=" + name + "] [namespace=" + site.name_space + "]"
    );
}

/// Declared keys are the child's input; all others, and what links it to its parent, become its
/// params.
Value child_params(
    const Step& step, const TaskNode& node, const Program& program, const Value& input
) {
    const WorkflowNode& parent = step.workflow_of(node);
    DictBuilder params;
    // Inherited, unless the task's input says otherwise.
    for (const std::string_view inherited : {"namespace", "notify"}) {
        if (const Value* value = parent.row.params.find(inherited)) params.set(inherited, *value);
    }
    for (const Member& m : input.members()) {
        if (declared(program, m.key) == nullptr) params.set(m.key, m.value);
    }
    const WorkflowExecutionRow& root = step.workflow(0).row;
    params.set("root_execution_id", root.alias.empty() ? to_text(root.id) : root.alias);
    params.set("task_execution_id", to_text(node.row.id));
    return std::move(params).freeze();
}

}  // namespace

Result<bool> run_inline(
    const Step& step, const ActionCall& call, WorkflowIx workflow, ActionExecutionRow& row
) {
    if (call.signature->pure == nullptr) return false;
    std::optional<ActionResult> result = call.signature->pure(call.base_input);
    if (!result) return false;
    if (result->outcome == ActionResult::Outcome::success) {
        WF_TRY(result->value, convert_output(step, call.chain, workflow, std::move(result->value)));
    }
    row.state = result->outcome == ActionResult::Outcome::success ? State::success : State::error;
    row.result = std::move(result->value);
    row.has_result = true;
    row.accepted = true;
    return true;
}

ActionRequest make_request(
    const Step& step,
    const ActionExecutionRow& row,
    const ActionSignature& signature,
    Value base_input
) {
    ActionRequest request;
    request.action_execution_id = row.id;
    request.name = signature.name;
    request.input = std::move(base_input);
    request.is_sync = row.is_sync;
    request.safe_rerun = row.safe_rerun || signature.pure != nullptr;
    request.timeout_s = row.timeout_s;
    request.target = row.target;
    request.callback_url = "/v2/action_executions/" + to_text(row.id);
    const NodeRef task = step.tree.find(row.task_execution_id);
    if (!row.task_execution_id.is_nil() && task.kind == NodeKind::task) {
        const WorkflowExecutionRow& owner = step.workflow_of(step.task(task.index)).row;
        request.workflow_name = owner.workflow_name;
        request.workflow_execution_id = owner.alias.empty() ? to_text(owner.id) : owner.alias;
        request.task_execution_id = to_text(row.task_execution_id);
    }
    return request;
}

namespace {

/// The action has run within this step, but its result cannot be used.
tl::unexpected<ScheduleFailure> fail_inline(
    Step& step, TaskIx task, ActionExecutionRow row, Value shown, std::string text
) {
    row.state = State::error;
    row.result = std::move(shown);
    row.has_result = row.accepted = true;
    step.emit(ActionCreated{.row = std::move(row), .task = task, .adhoc_chain = {}});
    force_fail(step, task, std::move(text));
    return tl::unexpected(ScheduleFailure{{}, Fault::reported});
}

}  // namespace

Scheduled create_action(
    Step& step, TaskIx task, const std::string& name, Value input, std::uint32_t index
) {
    const WorkflowIx workflow = step.task(task).workflow;
    Value completed =
        with_env_defaults(step, step.spec_of(step.task(task)).call.text, std::move(input));
    Result<ActionCall> call = prepare_call(step, call_site(step, task), name, std::move(completed));
    if (!call) {
        const bool in_order = call.error().kind == "instantiate";
        return in_order ? orderly(std::move(call).error()) : forced(std::move(call).error());
    }
    if (auto size = check_size(step, "input", call->input); !size)
        return orderly(std::move(size).error());
    Result<std::string> target = evaluate_target(step, task, call->input);
    if (!target) return forced(std::move(target).error());

    ActionExecutionRow row = make_action_row(step, task, *call, index);
    row.target = *std::move(target);
    const Result<bool> done = run_inline(step, *call, workflow, row);
    if (!done) {
        std::string text = action_failure(step, task, call->name, done.error());
        const Value shown = Value::dict({{"result", text}});
        return fail_inline(step, task, std::move(row), shown, std::move(text));
    }
    if (const auto size = check_size(step, "output", row.result); !size) {
        std::string text = completion_failure(step, task, call->name, size.error());
        return fail_inline(step, task, std::move(row), size.error().message, std::move(text));
    }
    if (!*done && call->signature->needs_dispatch) {
        step.request(DispatchAction{
            make_request(step, row, *call->signature, std::move(call->base_input))});
    }
    step.emit(ActionCreated{std::move(row), task, std::move(call->chain)});
    return {};
}

Scheduled create_child(
    Step& step, TaskIx task, const std::string& name, const Value& input, std::uint32_t index
) {
    const TaskNode& node = step.task(task);
    const CallSite site = call_site(step, task);
    Result<WorkflowDefinition> definition = find_child(step, site, name);
    if (!definition) return orderly(std::move(definition).error());
    const Program& program = *definition->program;
    DictBuilder own;
    for (const Member& m : input.members()) {
        if (declared(program, m.key) != nullptr) own.set(m.key, m.value);
    }
    const NewWorkflow what{
        .definition = &*definition,
        .id = step.new_id(),
        .alias = {},
        .input = std::move(own).freeze(),
        .params = with_member(
            child_params(step, node, program, input), "index", static_cast<std::int64_t>(index)
        ),
        .description = "sub-workflow execution",
        .project_id = site.project,
        .name_space = {},
    };
    Result<WorkflowExecutionRow> row = make_workflow_row(step, what);
    if (!row) return orderly(std::move(row).error());
    row->task_execution_id = node.row.id;
    row->index = index;
    row->attempt = node.row.attempt;
    const WorkflowIx ix = step.new_workflow_ix();
    step.emit(WorkflowCreated{*std::move(row), definition->program, task});
    step.then(BeginWorkflow{ix});
    return {};
}

void fail_schedule(Step& step, TaskIx task, const ScheduleFailure& failure) {
    switch (failure.fault) {
    case Fault::forced: return force_fail(step, task, run_failure(step, task, failure.error));
    case Fault::orderly: return complete_task(step, task, State::error, failure.error.message);
    case Fault::reported: return;
    }
}

}  // namespace wf::engine
