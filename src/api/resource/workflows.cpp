// /v2/workflows: workflow definitions, written as YAML, read as JSON.
#include "api/resource/definition_store.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/member.hpp"
#include "api/resource/routes.hpp"
#include "api/resource/trigger_workflow.hpp"

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

Result<Row> require_workflow(const Call& call, std::string_view name_space) {
    const std::string_view identifier = call.argument(0);
    WF_TRY(
        std::optional<Row> row,
        call.storage().find_workflow_definition(identifier, name_space, default_project)
    );
    if (!row) return workflow_not_found(identifier, name_space);
    return *std::move(row);
}

Result<void> get_workflow(Call& call) {
    WF_TRY(const Row row, require_workflow(call, call.query().get("namespace")));
    return answer_item(call, workflows, row);
}

template <Existing existing>
Result<void> store_workflows(Call& call) {
    WF_TRY(const auto rows, store_all<lang::WorkflowDefinition>(call, existing));
    if (existing == Existing::refuse) call.response().status = 201;
    answer_rows(call, uploaded_workflows, rows);
    return {};
}

Result<void> update_workflow(Call& call) {
    WF_TRY(const Row row, overwrite_one<lang::WorkflowDefinition>(call, require_workflow));
    answer_row(call, uploaded_workflows, row);
    return {};
}

Result<void> delete_workflow(Call& call) {
    WF_TRY(const Row row, require_workflow(call, call.query().get("namespace")));
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
     .handler = get_workflow,
     .policy = "workflows:get",
     .query = get_query},
    {.method = Method::post,
     .path = "v2/workflows",
     .handler = store_workflows<Existing::refuse>,
     .policy = "workflows:create",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::put,
     .path = "v2/workflows",
     .handler = store_workflows<Existing::require>,
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
