#include "api/resource/action_execution_fields.hpp"

#include "api/resource/member.hpp"

namespace wf::api {
namespace {

using Row = ActionExecutionRow;
using Kind = ListParameter::Kind;

/// A synchronous run whose result is not saved has no row: most of its fields are null.
bool is_stored(const Row& row) {
    return !row.id.is_nil();
}

template <auto pointer, Wire wire = wire_of_member<pointer>>
constexpr Field<Row> if_stored(std::string_view name) {
    Field<Row> field = member<pointer, wire>(name);
    field.write = [](RowWriter& out, const Row& row) {
        is_stored(row) ? write_as<wire>(out, row.*pointer) : out.null();
    };
    return field;
}

template <std::string Row::*pointer>
constexpr Field<Row> if_filled(std::string_view name) {
    return {.name = name, .write = [](RowWriter& out, const Row& row) {
                out.filled_or_null(row.*pointer);
            }};
}

void write_output(RowWriter& out, const Row& row) {
    if (row.has_result)
        out.json_text(Value::dict({{"result", row.result}}));
    else
        out.null();
}

constexpr Field<Row> fields[] = {
    member<&Row::id>("id"),
    if_filled<&Row::name>("name"),
    {.name = "description",
     .write =
         [](RowWriter& out, const Row& row) {
             is_stored(row) ? out.text(row.description) : out.filled_or_null(row.description);
         }},
    if_filled<&Row::workflow_name>("workflow_name"),
    if_stored<&Row::workflow_namespace>("workflow_namespace"),
    if_filled<&Row::task_name>("task_name"),
    member<&Row::task_execution_id>("task_execution_id"),
    member<&Row::state>("state"),
    member<&Row::state_info>("state_info"),
    if_stored<&Row::tags, Wire::tags>("tags"),
    if_stored<&Row::accepted>("accepted"),
    member<&Row::input>("input"),
    {.name = "output",
     .wire = Wire::json_text,
     .shown = show::item | show::on_demand,
     .write = write_output},
    if_stored<&Row::created_at>("created_at"),
    member<&Row::updated_at>("updated_at"),
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
