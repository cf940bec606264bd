#include "api/resource/execution_fields.hpp"

#include "api/resource/member.hpp"

namespace wf::api {
namespace {

using Row = WorkflowExecutionRow;
using Kind = ListParameter::Kind;

void write_id(RowWriter& out, const Row& row) {
    out.aliases().learn(row);
    if (row.alias.empty())
        out.id(row.id);
    else
        out.text(row.alias);
}

void write_root(RowWriter& out, const Row& row) {
    if (row.is_root())
        out.null();
    else
        out.execution_id(root_of(row.id));
}

constexpr Field<Row> fields[] = {
    {.name = "id", .write = write_id},
    member<&Row::workflow_id>("workflow_id"),
    member<&Row::workflow_name>("workflow_name"),
    member<&Row::workflow_namespace>("workflow_namespace"),
    member<&Row::description>("description"),
    member<&Row::tags, Wire::tags>("tags"),
    member<&Row::params>("params"),
    member<&Row::task_execution_id>("task_execution_id"),
    {.name = "root_execution_id", .write = write_root},
    {.name = "source_execution_id", .shown = show::nowhere},
    member<&Row::state>("state"),
    member<&Row::state_info>("state_info"),
    member<&Row::input>("input"),
    {.name = "output",
     .wire = Wire::json_text,
     .shown = show::item | show::on_demand,
     .write = [](RowWriter& out, const Row& row) { out.json_text(row.output); }},
    // GET by id adds it itself: it comes from the tasks.
    {.name = "published_global", .wire = Wire::json_text, .shown = show::get},
    member<&Row::created_at>("created_at"),
    member<&Row::updated_at>("updated_at"),
    read_only(member<&Row::project_id>("project_id")),
};

constexpr ListParameter parameters[] = {
    {"workflow_name"},
    {"workflow_id", Kind::uuid},
    {"description"},
    {"tags", Kind::tags},
    {"params", Kind::json},
    {"task_execution_id", Kind::uuid},
    {"root_execution_id", Kind::uuid},
    {"state", Kind::name},
    {"state_info"},
    {"input", Kind::json},
    {"output", Kind::json},
    {"created_at", Kind::time},
    {"updated_at", Kind::time},
    {"include_output", Kind::flag},
    {"project_id", Kind::uuid},
    {"all_projects", Kind::all_projects},
    {"nulls", Kind::nulls},
};

constexpr std::string_view not_found_text = "WorkflowExecution not found [id=";

}  // namespace

constinit const Resource<WorkflowExecutionRow> executions{
    .collection = "executions",
    .argument = "wf_ex",
    .fields = fields,
    .parameters = parameters,
    .list = &Storage::list_workflow_executions,
    .not_found = not_found_text,
    .all_projects_rule = "executions:list:all_projects",
};

tl::unexpected<Error> execution_not_found(std::string_view id) {
    return not_found(std::string{not_found_text} + std::string{id} + "]");
}

Result<WorkflowExecutionRow> require_execution(const Call& call, std::string_view text) {
    WF_TRY(std::optional<WorkflowExecutionRow> row, find_execution(call.storage(), text));
    if (!row) return execution_not_found(text);
    return *std::move(row);
}

}  // namespace wf::api
