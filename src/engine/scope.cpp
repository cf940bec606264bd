#include "engine/scope.hpp"

#include "engine/context.hpp"
#include "engine/executions_view.hpp"

namespace wf::engine {
namespace {

Result<Value> evaluate_with(
    const Step& step, const expr::Template& text, Value data, ExecutionsView& view
) {
    const expr::Scope scope{
        .data = std::move(data),
        .executions = &view,
        .random = step.env.random,
        .now = step.env.now,
        .options = &step.env.options->expressions,
        .evaluates_over_nothing = true,  // the data of an action may well be null or 0
    };
    return text.evaluate(scope);
}

}  // namespace

Value layered(const EngineOptions& options, const Value& below, const Value& above) {
    return options.merge_recursively ? merge_recursive(below, above) : overlay(below, above);
}

const Value& workflow_scope(const Step& step, WorkflowIx workflow) {
    const WorkflowNode& node = step.workflow(workflow);
    if (!node.scope_base.is_null()) return node.scope_base;
    const WorkflowExecutionRow& root = step.workflow(0).row;
    const std::string id = node.row.alias.empty() ? to_text(node.row.id) : node.row.alias;
    const Value* env = root.params.find("env");
    const Value system = Value::dict({
        {"__execution", Value::dict({{"id", id}})},
        {"__env", env == nullptr ? Value::dict({}) : *env},
    });
    const EngineOptions& options = *step.env.options;
    const Value own = layered(options, node.row.input, node.row.context);
    node.scope_base = layered(options, own, system);
    return node.scope_base;
}

const Value& TaskScope::data() const {
    if (!data_.is_null()) return data_;
    const TaskNode& node = step_.task(task_);
    const EngineOptions& options = *step_.env.options;
    Value layers = workflow_scope(step_, node.workflow);
    if (!item_.is_null()) layers = layered(options, layers, item_);
    const Context& branch = view_ == TaskView::inbound
                                ? inbound_context(step_.tree, options, task_)
                                : outbound_context(step_.tree, options, task_);
    layers = layered(options, layers, branch.data);
    const Value self = Value::dict({{"id", to_text(node.row.id)}, {"name", node.row.name}});
    data_ = overlay(layers, Value::dict({{"__task_execution", self}}));
    return data_;
}

Result<Value> TaskScope::evaluate(const expr::Template& text) const {
    if (text.is_constant()) return text.source();
    ExecutionsView view(step_, step_.task(task_).workflow, task_);
    return evaluate_with(step_, text, data(), view);
}

Result<Value> evaluate_in_workflow(
    const Step& step, WorkflowIx workflow, const expr::Template& text, const Value& extra
) {
    if (text.is_constant()) return text.source();
    const Value& below = workflow_scope(step, workflow);
    return evaluate_over(step, workflow, text, layered(*step.env.options, below, extra));
}

Result<Value> evaluate_over(
    const Step& step, WorkflowIx workflow, const expr::Template& text, const Value& data
) {
    if (text.is_constant()) return text.source();
    ExecutionsView view(step, workflow, no_ix);
    return evaluate_with(step, text, data, view);
}

}  // namespace wf::engine
