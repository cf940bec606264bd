#include "runtime/foreign_executions.hpp"

#include <algorithm>

namespace wf {
namespace {

/// A function must not read a whole history into one value.
constexpr std::size_t rows_max = 10'000;

Value text_or_null(const std::optional<std::string>& text) {
    return text ? Value{*text} : Value{};
}

Value time_or_null(const std::optional<Instant>& at) {
    return at ? Value{to_text(*at)} : Value{};
}

Value dict_or_empty(const Value& value) {
    return value.is_dict() ? value : Value::dict({});
}

Value describe(const WorkflowExecutionRow& row) {
    const bool root = row.is_root();
    return Value::dict({
        {"id", row.alias.empty() ? to_text(row.id) : row.alias},
        {"name", row.workflow_name},
        {"workflow_name", row.workflow_name},
        {"workflow_id", to_text(row.workflow_id)},
        {"description", row.description},
        {"state", name_of(row.state)},
        {"state_info", text_or_null(row.state_info)},
        {"input", dict_or_empty(row.input)},
        {"output", dict_or_empty(row.output)},
        {"params", dict_or_empty(row.params)},
        {"context", dict_or_empty(row.context)},
        {"root_execution_id", root ? Value{} : Value{to_text(root_of(row.id))}},
        {"task_execution_id",
         row.task_execution_id.is_nil() ? Value{} : Value{to_text(row.task_execution_id)}},
        {"created_at", to_text(row.created_at)},
        {"updated_at", time_or_null(row.updated_at)},
    });
}

void add_filter(Query& query, const char* column, const Value& value, FilterOp op = FilterOp::eq) {
    if (!value.is_null()) query.filters.push_back({column, op, {value}});
}

std::vector<std::pair<std::uint32_t, Value>> accepted_results(
    const std::vector<ActionExecutionRow>& actions
) {
    std::vector<std::pair<std::uint32_t, Value>> results;
    for (const ActionExecutionRow& row : actions) {
        if (row.accepted) results.emplace_back(row.index, row.result);
    }
    return results;
}

Value result_value(std::vector<std::pair<std::uint32_t, Value>> results, bool with_items) {
    if (!with_items && results.size() == 1) return std::move(results.front().second);
    std::ranges::stable_sort(results, {}, [](const auto& r) { return r.first; });
    ListBuilder list(results.size());
    for (auto& r : results) list.push(std::move(r.second));
    return std::move(list).freeze();
}

Value describe(const TaskExecutionRow& row, Value result) {
    return Value::dict({
        {"id", to_text(row.id)},
        {"name", row.name},
        {"state", name_of(row.state)},
        {"state_info", text_or_null(row.state_info)},
        {"result", std::move(result)},
        {"published", dict_or_empty(row.published)},
        {"type", name_of(row.type)},
        {"workflow_execution_id", to_text(row.workflow_execution_id)},
        {"created_at", to_text(row.created_at)},
        {"updated_at", time_or_null(row.updated_at)},
    });
}

}  // namespace

Result<Value> ForeignExecutions::executions(const expr::Executions::ExecutionFilter& filter) {
    Query query;
    add_filter(query, "id", filter.id);
    add_filter(query, "root_execution_id", filter.root_execution_id);
    add_filter(query, "state", filter.state);
    add_filter(query, "created_at", filter.from_time, FilterOp::gte);
    add_filter(query, "created_at", filter.to_time, FilterOp::lt);
    query.sort.push_back({"created_at", false});
    query.limit = rows_max;
    WF_TRY(const auto rows, storage_.list_workflow_executions(query));
    ListBuilder list(rows.size());
    for (const WorkflowExecutionRow& row : rows) list.push(describe(row));
    return std::move(list).freeze();
}

Result<Value> ForeignExecutions::tasks(const expr::Executions::TaskFilter& filter) {
    Query query;
    if (filter.recursive && filter.workflow_execution_id.is_string()) {
        if (const auto id = parse_id(filter.workflow_execution_id.as_string())) {
            // The tree's rows are one range of ids; only descendants of the root are asked for this
            // way.
            query.filters.push_back({"id", FilterOp::gte, {to_text(root_of(*id))}});
            query.filters.push_back({"id", FilterOp::lte, {to_text(last_of(*id))}});
        }
    } else {
        add_filter(query, "workflow_execution_id", filter.workflow_execution_id);
    }
    add_filter(query, "state", filter.state);
    query.sort.push_back({"created_at", false});
    query.limit = rows_max;
    WF_TRY(const auto rows, storage_.list_task_executions(query));
    ListBuilder list(rows.size());
    for (const TaskExecutionRow& row : rows) {
        if (filter.flat && row.type == TaskType::workflow) continue;
        Query actions;
        actions.filters.push_back({"task_execution_id", FilterOp::eq, {to_text(row.id)}});
        WF_TRY(const auto executions, storage_.list_action_executions(actions));
        list.push(describe(row, result_value(accepted_results(executions), row.items_count >= 0)));
    }
    return std::move(list).freeze();
}

}  // namespace wf
