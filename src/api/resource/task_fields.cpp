#include "api/resource/task_fields.hpp"

#include "api/resource/member.hpp"

#include <algorithm>

namespace wf::api {
namespace {

using Row = TaskExecutionRow;
using Kind = ListParameter::Kind;

Value triggers_of(const Row& row) {
    ListBuilder triggers{row.triggered_by.size()};
    for (std::size_t i = 0; i < row.triggered_by.size(); ++i) {
        const bool has_event = i < row.trigger_events.size() && !row.trigger_events[i].empty();
        triggers.push(Value::dict(
            {{"task_id", to_text(row.triggered_by[i])},
             {"event", has_event ? Value{row.trigger_events[i]} : Value{}}}
        ));
    }
    return std::move(triggers).freeze();
}

/// The typed fields in the shape that the original keeps them in.
Value runtime_context(const Row& row) {
    DictBuilder context;
    if (!row.triggered_by.empty()) context.set("triggered_by", triggers_of(row));
    if (row.waited_before) context.set("wait_before_policy", Value::dict({{"skip", true}}));
    if (row.waited_after) context.set("wait_after_policy", Value::dict({{"skip", true}}));
    if (row.retry_no >= 0)
        context.set("retry_task_policy", Value::dict({{"retry_no", std::int64_t{row.retry_no}}}));
    const Value concurrency = row.concurrency > 0 ? Value{row.concurrency} : Value{};
    if (row.concurrency > 0) context.set("concurrency", concurrency);
    if (row.items_count >= 0)
        context.set(
            "with_items", Value::dict({{"count", row.items_count}, {"capacity", concurrency}})
        );
    return std::move(context).freeze();
}

void write_runtime_context(RowWriter& out, const Row& row) {
    const bool is_empty = row.triggered_by.empty() && !row.waited_before && !row.waited_after &&
                          row.retry_no < 0 && row.concurrency <= 0 && row.items_count < 0;
    if (is_empty)
        out.raw("\"{}\"");
    else
        out.json_text(runtime_context(row));
}

constexpr Field<Row> fields[] = {
    member<&Row::id>("id"),
    member<&Row::name>("name"),
    member<&Row::type>("type"),
    member<&Row::workflow_name>("workflow_name"),
    member<&Row::workflow_namespace>("workflow_namespace"),
    member<&Row::workflow_id>("workflow_id"),
    {.name = "workflow_execution_id",
     .write = [](RowWriter& out, const Row& row) { out.execution_id(row.workflow_execution_id); }},
    member<&Row::tags, Wire::tags>("tags"),
    member<&Row::state>("state"),
    member<&Row::state_info>("state_info"),
    {.name = "runtime_context",
     .wire = Wire::json_text,
     .write = write_runtime_context,
     .column = "triggered_by"},
    // Comes from other rows; answers about a single task add it themselves.
    {.name = "result", .shown = show::get},
    member<&Row::published>("published"),
    // Shown by GET by id where the task has published globals.
    {.name = "published_global", .wire = Wire::json_text, .shown = show::get},
    member<&Row::processed>("processed"),
    member<&Row::created_at>("created_at"),
    member<&Row::updated_at>("updated_at"),
    member<&Row::started_at>("started_at"),
    member<&Row::finished_at>("finished_at"),
    read_only(member<&Row::project_id>("project_id")),
    {.name = "reset", .wire = Wire::boolean, .shown = show::nowhere},
    {.name = "env", .wire = Wire::json_text, .shown = show::nowhere},
};

constexpr ListParameter parameters[] = {
    {"name"},
    {"workflow_name"},
    {"workflow_id"},
    {"workflow_execution_id", Kind::execution},
    {"tags", Kind::tags},
    {"state", Kind::name},
    {"state_info"},
    {"result", Kind::unsupported},
    {"published", Kind::json},
    {"processed", Kind::boolean},
    {"created_at", Kind::time},
    {"updated_at", Kind::time},
    {"reset", Kind::unsupported},
    {"env", Kind::unsupported},
};

constexpr std::string_view not_found_text = "Task execution not found [id=";

template <class Child>
Value combined(std::vector<Child> children, const Row& task, Value (*result)(const Child&)) {
    std::ranges::stable_sort(children, {}, &Child::index);
    if (task.items_count < 0 && children.size() == 1) return result(children.front());
    ListBuilder list{children.size()};
    for (const Child& child : children) list.push(result(child));
    return std::move(list).freeze();
}

}  // namespace

constinit const Resource<TaskExecutionRow> tasks{
    .collection = "tasks",
    .argument = "task",
    .fields = fields,
    .parameters = parameters,
    .list = &Storage::list_task_executions,
    .not_found = not_found_text,
};

Result<TaskExecutionRow> require_task(const Call& call, std::string_view text) {
    if (const auto id = parse_id(text)) {
        WF_TRY(std::optional<TaskExecutionRow> row, call.storage().get_task_execution(*id));
        if (row) return *std::move(row);
    }
    return not_found(std::string{not_found_text} + std::string{text} + "]");
}

Result<Value> result_of_task(Storage& storage, const TaskExecutionRow& task) {
    Query query;
    query.filters.push_back({"task_execution_id", FilterOp::eq, {Value{to_text(task.id)}}});
    query.filters.push_back({"accepted", FilterOp::eq, {Value{true}}});
    query.sort.push_back({"id", false});
    query.columns = {"output"};
    if (task.type == TaskType::workflow) {
        WF_TRY(auto children, storage.list_workflow_executions(query));
        return combined<WorkflowExecutionRow>(
            std::move(children),
            task,
            [](const WorkflowExecutionRow& child) { return child.output; }
        );
    }
    WF_TRY(auto actions, storage.list_action_executions(query));
    return combined<ActionExecutionRow>(
        std::move(actions), task, [](const ActionExecutionRow& action) { return action.result; }
    );
}

}  // namespace wf::api
