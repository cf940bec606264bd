#include "api/resource/action_execution_fields.hpp"

namespace wf::api {
namespace {

using Row = ActionExecutionRow;
using Kind = ListParameter::Kind;

/// A synchronous run whose result is not saved has no row: most of its fields are null.
bool is_stored(const Row& row) {
    return !row.id.is_nil();
}

void write_output(RowWriter& out, const Row& row) {
    if (row.has_result)
        out.json_text(Value::dict({{"result", row.result}}));
    else
        out.null();
}

constexpr Field<Row> fields[] = {
    {.name = "id", .write = [](RowWriter& out, const Row& row) { out.id(row.id); }},
    {.name = "name", .write = [](RowWriter& out, const Row& row) { out.filled_or_null(row.name); }},
    {.name = "description",
     .write =
         [](RowWriter& out, const Row& row) {
             is_stored(row) ? out.text(row.description) : out.filled_or_null(row.description);
         }},
    {.name = "workflow_name",
     .write = [](RowWriter& out, const Row& row) { out.filled_or_null(row.workflow_name); }},
    {.name = "workflow_namespace",
     .write = [](RowWriter& out, const Row& row
              ) { is_stored(row) ? out.text(row.workflow_namespace) : out.null(); }},
    {.name = "task_name",
     .write = [](RowWriter& out, const Row& row) { out.filled_or_null(row.task_name); }},
    {.name = "task_execution_id",
     .write = [](RowWriter& out, const Row& row) { out.id(row.task_execution_id); }},
    {.name = "state",
     .write = [](RowWriter& out, const Row& row) { out.text(name_of(row.state)); }},
    {.name = "state_info",
     .write = [](RowWriter& out, const Row& row) { out.text_or_null(row.state_info); }},
    {.name = "tags",
     .wire = Wire::tags,
     .write = [](RowWriter& out,
                 const Row& row) { is_stored(row) ? out.tags(row.tags) : out.null(); }},
    {.name = "accepted",
     .wire = Wire::boolean,
     .write = [](RowWriter& out,
                 const Row& row) { is_stored(row) ? out.boolean(row.accepted) : out.null(); }},
    {.name = "input",
     .wire = Wire::json_text,
     .write = [](RowWriter& out, const Row& row) { out.json_text(row.input); }},
    {.name = "output",
     .wire = Wire::json_text,
     .shown = show::item | show::on_demand,
     .write = write_output},
    {.name = "created_at",
     .write = [](RowWriter& out,
                 const Row& row) { is_stored(row) ? out.time(row.created_at) : out.null(); }},
    {.name = "updated_at",
     .write = [](RowWriter& out, const Row& row) { out.time(row.updated_at); }},
    {.name = "project_id",
     .write = [](RowWriter& out, const Row& row
              ) { is_stored(row) ? out.filled_or_null(row.project_id) : out.null(); },
     .access = Access::read_only},
    {.name = "params", .wire = Wire::json_text, .shown = show::nowhere},
};

constexpr ListParameter parameters[] = {
    {"created_at", Kind::time},
    {"name"},
    {"tags", Kind::tags},
    {"updated_at", Kind::time},
    {"workflow_name"},
    {"task_name"},
    {"task_execution_id", Kind::uuid},
    {"state", Kind::name},
    {"state_info"},
    {"accepted", Kind::boolean},
    {"input", Kind::json},
    {"output", Kind::json},
    {"params", Kind::unsupported},
    {"description"},
    {"include_output", Kind::flag},
};

constexpr std::string_view not_found_text = "ActionExecution not found [id=";

}  // namespace

constinit const Resource<ActionExecutionRow> action_executions{
    .collection = "action_executions",
    .argument = "action_ex",
    .fields = fields,
    .parameters = parameters,
    .list = &Storage::list_action_executions,
    .not_found = not_found_text,
};

Result<ActionExecutionRow> require_action_execution(const Call& call, std::string_view text) {
    if (const auto id = parse_id(text)) {
        WF_TRY(std::optional<ActionExecutionRow> row, call.storage().get_action_execution(*id));
        if (row) return *std::move(row);
    }
    return not_found(std::string{not_found_text} + std::string{text} + "]");
}

}  // namespace wf::api
