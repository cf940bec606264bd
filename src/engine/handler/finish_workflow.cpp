// Is a workflow complete, and what is its output?
#include "engine/context.hpp"
#include "engine/failure.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/result.hpp"
#include "engine/scope.hpp"
#include "engine/tree_state.hpp"
#include "value/json.hpp"

namespace wf::engine {
namespace {

/// Its first tasks are still to be started: a pause may have come before them.
bool is_to_begin(const WorkflowNode& node) {
    const bool starts_any =
        node.program->type == WorkflowType::reverse || !node.program->start_tasks.empty();
    return node.tasks.empty() && starts_any;
}

}  // namespace

void handle(Step& step, const CheckWorkflow& f) {
    const WorkflowNode& node = step.workflow(f.workflow);
    if (node.row.state != State::running || !node.open_tasks.empty() ||
        !node.row.backlog.is_null() || is_to_begin(node))
        return;
    if (node.cancelled > 0) {
        step.then_first(FinishWorkflow{
            f.workflow, State::cancelled, cancelled_info(step.tree, f.workflow)});
    } else if (node.unhandled_errors == 0) {
        step.then_first(FinishWorkflow{f.workflow, State::success, std::nullopt});
    } else {
        step.then_first(FinishWorkflow{
            f.workflow, State::error, failure_info(step.tree, f.workflow)});
    }
}

namespace {

struct Ending {
    State state;
    std::optional<std::string> info;
    Value output;
};

Value text_or_null(const std::optional<std::string>& text) {
    return text ? Value{*text} : Value{};
}

/// {"result": info} with `extra` on top. What an execution must not hold is left out: first the end
/// of the text, then everything else.
Value error_output(const Step& step, const std::optional<std::string>& info, const Value& extra) {
    Value whole = merge_recursive(Value::dict({{"result", text_or_null(info)}}), extra);
    if (check_size(step, "output", whole) || !info) return whole;
    const auto limit = static_cast<std::size_t>(step.env.options->field_size_limit_kb) * 1024;
    const std::size_t rest = to_json(extra).size();
    constexpr std::size_t around = 64;  // the key, quotes, what is appended
    const std::size_t room = rest + around < limit ? (limit - rest - around) / 2 : 0;
    const Value shortened = Value::dict({{"result", cut_text(*info, room)}});
    return room > 0 ? merge_recursive(shortened, extra)
                    : Value::dict({{"result", cut_text(*info, limit / 2)}});
}

/// {"result": info} merged with output-on-error, or with the branch variables when there is none.
Ending error_ending(const Step& step, WorkflowIx workflow, std::optional<std::string> info) {
    const WorkflowNode& node = step.workflow(workflow);
    const Value branch = final_context(step.tree, *step.env.options, workflow);
    Value extra = branch;
    if (node.program->output_on_error) {
        Result<Value> evaluated =
            evaluate_in_workflow(step, workflow, *node.program->output_on_error, branch);
        if (evaluated) {
            extra = *std::move(evaluated);
        } else {
            info = cut_info(
                "Failed to evaluate expression in output-on-error! (output-on-error: '" +
                node.program->output_on_error_text + "', exception: '" + evaluated.error().message +
                "' Cause: '" + info.value_or("None") + "'"
            );
            extra = Value::dict({});
        }
    }
    Value output = error_output(step, info, extra);
    return {State::error, std::move(info), std::move(output)};
}

Ending success_ending(const Step& step, WorkflowIx workflow, std::optional<std::string> info) {
    const WorkflowNode& node = step.workflow(workflow);
    const Value branch = final_context(step.tree, *step.env.options, workflow);
    if (!node.program->output) return {State::success, std::move(info), branch};
    Result<Value> output = evaluate_in_workflow(step, workflow, *node.program->output, branch);
    if (output) {
        if (auto size = check_size(step, "output", *output); !size)
            output = tl::unexpected(size.error());
    }
    if (output)
        return {State::success, std::move(info), output->empty() ? branch : *std::move(output)};
    const std::string id = node.row.alias.empty() ? to_text(node.row.id) : node.row.alias;
    std::string why = "Failed to check and complete [wf_ex_id=" + id +
                      ", wf_name=" + node.row.workflow_name + "]: " + output.error().message;
    return error_ending(step, workflow, cut_info(std::move(why)));
}

Ending ending_for(
    const Step& step, const FinishWorkflow& f, const std::optional<std::string>& info
) {
    switch (f.state) {
    case State::success: return success_ending(step, f.workflow, info);
    case State::error: return error_ending(step, f.workflow, info);
    default: return {f.state, info, Value::dict({{"result", text_or_null(info)}})};
    }
}

}  // namespace

void handle(Step& step, const FinishWorkflow& f) {
    if (is_completed(step.workflow(f.workflow).row.state)) return;
    std::optional<std::string> info = f.info;
    if (info) info = cut_info(*std::move(info));
    Ending end = ending_for(step, f, info);
    step.emit(WorkflowFinished{f.workflow, end.state, std::move(end.info), std::move(end.output)});
    step.then(NotifyParent{f.workflow});
    if (f.state == State::cancelled && f.spread == Spread::below)
        cancel_children(step, f.workflow, info);
}

}  // namespace wf::engine
