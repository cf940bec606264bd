#include "engine/executions_view.hpp"

#include "engine/result.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

Value text_or_null(const std::optional<std::string>& text) {
    return text ? Value{*text} : Value{};
}

Value time_or_null(const std::optional<Instant>& at) {
    return at ? Value{to_text(*at)} : Value{};
}

Value public_id(const WorkflowExecutionRow& row) {
    return row.alias.empty() ? Value{to_text(row.id)} : Value{row.alias};
}

}  // namespace

Value ExecutionsView::describe(TaskIx ix) const {
    const TaskNode& node = step_.task(ix);
    const TaskExecutionRow& row = node.row;
    return Value::dict({
        {"id", to_text(row.id)},
        {"name", row.name},
        {"spec", step_.spec_of(node).spec},
        {"state", name_of(row.state)},
        {"state_info", text_or_null(row.state_info)},
        {"result", task_result(step_.tree, node)},
        {"published", row.published.is_null() ? Value::dict({}) : row.published},
        {"type", name_of(row.type)},
        {"workflow_execution_id", public_id(step_.workflow_of(node).row)},
        {"created_at", to_text(row.created_at)},
        {"updated_at", time_or_null(row.updated_at)},
    });
}

Result<Value> ExecutionsView::execution() {
    if (workflow_ == no_ix)
        return fail(
            ErrorCode::evaluation_failed, "there is no workflow execution here", "TypeError"
        );
    const WorkflowNode& node = step_.workflow(workflow_);
    const WorkflowExecutionRow& row = node.row;
    const Value root = row.is_root() ? Value{} : public_id(step_.workflow(0).row);
    return Value::dict({
        {"id", public_id(row)},
        {"name", row.workflow_name},
        {"spec", node.program->spec},
        {"input", row.input},
        {"params", row.params},
        {"created_at", to_text(row.created_at)},
        {"updated_at", time_or_null(row.updated_at)},
        {"root_execution_id", root},
    });
}

Result<Value> ExecutionsView::executions(const ExecutionFilter& filter) {
    if (step_.env.reader == nullptr) return Value::list({});
    return step_.env.reader->executions(filter);
}

Result<Value> ExecutionsView::task(const Value& name) {
    if (workflow_ == no_ix)
        return fail(
            ErrorCode::evaluation_failed, "there is no workflow execution here", "TypeError"
        );
    if (task_ != no_ix && (name.is_null() || name == Value{step_.task(task_).row.name}))
        return describe(task_);
    if (!name.is_string()) return Value{};
    const WorkflowNode& node = step_.workflow(workflow_);
    const TaskSpec* spec = node.program->find(name.as_string());
    if (spec == nullptr || node.latest[spec->number] == no_ix) return Value{};
    return describe(node.latest[spec->number]);
}

bool ExecutionsView::is_shown(const TaskNode& task, const TaskFilter& filter) const {
    if (!filter.state.is_null() && filter.state != Value{name_of(task.row.state)}) return false;
    if (!filter.flat) return true;
    return std::ranges::none_of(task.children, [&](WorkflowIx ix) {
        return step_.workflow(ix).row.state == task.row.state;
    });
}

void ExecutionsView::collect(WorkflowIx workflow, const TaskFilter& filter, ListBuilder& out)
    const {
    for (const TaskIx ix : step_.workflow(workflow).tasks) {
        const TaskNode& task = step_.task(ix);
        if (is_shown(task, filter)) out.push(describe(ix));
        if (!filter.recursive) continue;
        for (const WorkflowIx child : task.children) collect(child, filter, out);
    }
}

Result<Value> ExecutionsView::tasks(const TaskFilter& filter) {
    if (filter.workflow_execution_id.is_string()) {
        const std::string id{filter.workflow_execution_id.to_string()};
        const WorkflowExecutionRow* root =
            step_.tree.workflows.empty() ? nullptr : &step_.workflow(0).row;
        const auto parsed = parse_id(id);
        NodeRef ref =
            parsed && root_of(*parsed) == step_.tree.root ? step_.tree.find(*parsed) : NodeRef{};
        if (root != nullptr && !root->alias.empty() && root->alias == id)
            ref = {NodeKind::workflow, 0};
        if (ref.kind == NodeKind::workflow) {
            ListBuilder found;
            collect(ref.index, filter, found);
            return std::move(found).freeze();
        }
    }
    if (step_.env.reader == nullptr) return Value::list({});
    return step_.env.reader->tasks(filter);
}

Result<Value> ExecutionsView::global(const Value& name) {
    if (workflow_ == no_ix || !name.is_string()) return Value{};
    const Value* value = step_.workflow(workflow_).row.context.find(name.as_string());
    return value == nullptr ? Value{} : *value;
}

}  // namespace wf::engine
