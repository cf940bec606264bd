// /v2/workflows: workflow definitions, written as YAML, read as JSON.
#include "api/resource/body.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/member.hpp"
#include "api/resource/routes.hpp"
#include "api/resource/trigger_workflow.hpp"
#include "api/resource/upload.hpp"

#include <array>

namespace wf::api {
namespace {

using Row = WorkflowDefinitionRow;
using Kind = ListParameter::Kind;

constexpr Field<Row> fields[] = {
    member<&Row::id>("id"),
    member<&Row::name>("name"),
    member<&Row::name_space>("namespace"),
    member<&Row::input>("input"),
    member<&Row::interface>("interface"),
    member<&Row::definition>("definition"),
    member<&Row::tags, Wire::tags>("tags"),
    member<&Row::scope>("scope"),
    member<&Row::project_id>("project_id"),
    member<&Row::checksum>("checksum"),
    member<&Row::created_at>("created_at"),
    member<&Row::updated_at>("updated_at"),
};

/// Answers to POST and PUT show the interface as an object instead of a text.
constexpr auto uploaded_fields = [] {
    auto copy = std::to_array(fields);
    for (Field<Row>& field : copy) {
        if (field.name != "interface") continue;
        field.write = [](RowWriter& out, const Row& row) {
            write_json(out.out(), row.interface, JsonStyle::python);
        };
    }
    return copy;
}();

constexpr ListParameter parameters[] = {
    {"name"},
    {"input"},
    {"definition"},
    {"tags", Kind::tags},
    {"scope", Kind::name},
    {"project_id", Kind::uuid},
    {"created_at", Kind::time},
    {"updated_at", Kind::time},
    {"all_projects", Kind::all_projects},
    {"namespace"},
};

constexpr Resource<Row> workflows{
    .collection = "workflows",
    .argument = "workflow",
    .fields = fields,
    .parameters = parameters,
    .list = &Storage::list_workflow_definitions,
    .not_found = "Workflow not found [workflow_id=",
    .all_projects_rule = "workflows:list:all_projects",
    .changes = &DefinitionChanges::workflows,
};

constexpr Resource<Row> uploaded_workflows = [] {
    Resource<Row> copy = workflows;
    copy.fields = uploaded_fields;
    return copy;
}();

Result<Row> require_workflow(const Call& call) {
    const std::string_view identifier = call.argument(0);
    const std::string_view name_space = call.query().get("namespace");
    WF_TRY(
        std::optional<Row> row,
        call.storage().find_workflow_definition(identifier, name_space, default_project)
    );
    if (!row) return workflow_not_found(identifier, name_space);
    return *std::move(row);
}

void answer_rows(const Call& call, const std::vector<Row>& rows) {
    RowWriter out{call};
    out.raw("{\"workflows\":[");
    for (const Row& row : rows) {
        if (&row != rows.data()) out.raw(",");
        write_row(out, uploaded_workflows, uploaded_workflows.mask(show::item), row);
    }
    out.raw("]}");
}

Result<std::vector<Row>> store_all(const Call& call, Existing existing) {
    WF_TRY(const Upload upload, read_upload(call, "workflows:publicize"));
    WF_TRY(const auto parsed, lang::parse_workflows(call.request().body, upload.parse));
    DefinitionChanges changes;
    std::vector<Row> rows;
    for (const lang::WorkflowDefinition& each : parsed) {
        WF_TRY(Row row, store_workflow(call, changes, each, upload, existing));
        rows.push_back(std::move(row));
    }
    WF_CHECK(call.storage().change_definitions(changes));
    return rows;
}

Result<void> create_workflows(Call& call) {
    WF_TRY(const std::vector<Row> rows, store_all(call, Existing::refuse));
    call.response().status = 201;
    answer_rows(call, rows);
    return {};
}

Result<void> update_workflows(Call& call) {
    WF_TRY(const std::vector<Row> rows, store_all(call, Existing::require));
    answer_rows(call, rows);
    return {};
}

/// By id or name: exactly one workflow, which may rename the stored one.
Result<void> update_workflow(Call& call) {
    WF_TRY(const Upload upload, read_upload(call, "workflows:publicize"));
    WF_TRY(const auto parsed, lang::parse_workflows(call.request().body, upload.parse));
    if (parsed.size() != 1)
        return fail(
            ErrorCode::invalid_argument,
            "More than one workflows are not supported for update with identifier. [identifier: " +
                std::string{call.argument(0)} + "]"
        );
    WF_TRY(Row row, require_workflow(call));
    take_over(row, parsed.front(), upload);
    return update_row(call, uploaded_workflows, std::move(row));
}

Result<void> delete_workflow(Call& call) {
    WF_TRY(const Row row, require_workflow(call));
    WF_CHECK(check_no_triggers(call, row));
    return delete_row(call, workflows.changes, row.id);
}

Result<void> validate_workflows(Call& call) {
    return answer_validation(call, lang::DocumentKind::workflows);
}

using http::Method;
constexpr std::string_view get_query[] = {"fields", "namespace"};
constexpr std::string_view delete_query[] = {"namespace"};

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/workflows",
     .handler = list_of<workflows>,
     .policy = "workflows:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/workflows/{}",
     .handler = get_of<workflows, require_workflow>,
     .policy = "workflows:get",
     .query = get_query},
    {.method = Method::post,
     .path = "v2/workflows",
     .handler = create_workflows,
     .policy = "workflows:create",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::put,
     .path = "v2/workflows",
     .handler = update_workflows,
     .policy = "workflows:update",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::put,
     .path = "v2/workflows/{}",
     .handler = update_workflow,
     .policy = "workflows:update",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::delete_,
     .path = "v2/workflows/{}",
     .handler = delete_workflow,
     .policy = "workflows:delete",
     .query = delete_query},
    {.method = Method::delete_,
     .path = "v2/workflows",
     .handler = refuse_missing_argument,
     .checks_query = false,
     .argument = "identifier"},
    {.method = Method::post,
     .path = "v2/workflows/validate",
     .handler = validate_workflows,
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
};

}  // namespace

std::span<const Route> workflow_routes() {
    return routes;
}

}  // namespace wf::api
