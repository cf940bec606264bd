// /v2/workflows: workflow definitions, written as YAML, read as JSON.
#include "api/resource/body.hpp"
#include "api/resource/list.hpp"
#include "api/resource/routes.hpp"
#include "api/resource/trigger_workflow.hpp"
#include "api/resource/upload.hpp"

#include <array>

namespace wf::api {
namespace {

using Row = WorkflowDefinitionRow;
using Kind = ListParameter::Kind;

constexpr Field<Row> fields[] = {
    {.name = "id", .write = [](RowWriter& out, const Row& row) { out.id(row.id); }},
    {.name = "name", .write = [](RowWriter& out, const Row& row) { out.text(row.name); }},
    {.name = "namespace",
     .write = [](RowWriter& out, const Row& row) { out.text(row.name_space); }},
    {.name = "input", .write = [](RowWriter& out, const Row& row) { out.text(row.input); }},
    {.name = "interface",
     .wire = Wire::json_text,
     .write = [](RowWriter& out, const Row& row) { out.json_text(row.interface); }},
    {.name = "definition",
     .write = [](RowWriter& out, const Row& row) { out.text(row.definition); }},
    {.name = "tags",
     .wire = Wire::tags,
     .write = [](RowWriter& out, const Row& row) { out.tags(row.tags); }},
    {.name = "scope", .write = [](RowWriter& out, const Row& row) { out.text(row.scope); }},
    {.name = "project_id",
     .write = [](RowWriter& out, const Row& row) { out.text(row.project_id); }},
    {.name = "checksum", .write = [](RowWriter& out, const Row& row) { out.text(row.checksum); }},
    {.name = "created_at",
     .write = [](RowWriter& out, const Row& row) { out.time(row.created_at); }},
    {.name = "updated_at",
     .write = [](RowWriter& out, const Row& row) { out.time(row.updated_at); }},
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
};

constexpr Resource<Row> uploaded_workflows{
    .collection = "workflows",
    .argument = "workflow",
    .fields = uploaded_fields,
    .parameters = {},
    .list = nullptr,
    .not_found = {},
};

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

Result<void> list_workflows(Call& call) {
    return answer_list(call, workflows);
}

Result<void> get_workflow(Call& call) {
    WF_TRY(const Row row, require_workflow(call));
    return answer_item(call, workflows, row);
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
    row.updated_at = call.now();
    DefinitionChanges changes;
    changes.updated_workflows.push_back(row);
    WF_CHECK(call.storage().change_definitions(changes));
    RowWriter out{call};
    write_row(out, uploaded_workflows, uploaded_workflows.mask(show::item), row);
    return {};
}

Result<void> delete_workflow(Call& call) {
    WF_TRY(const Row row, require_workflow(call));
    WF_CHECK(check_no_triggers(call, row));
    DefinitionChanges changes;
    changes.deleted_workflows.push_back(row.id);
    WF_CHECK(call.storage().change_definitions(changes));
    call.response().status = 204;
    return {};
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
     .handler = list_workflows,
     .policy = "workflows:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/workflows/{}",
     .handler = get_workflow,
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
