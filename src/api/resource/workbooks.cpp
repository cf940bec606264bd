// /v2/workbooks: files that bundle workflows and actions; storing one stores its members as well.
#include "api/resource/definition_store.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/member.hpp"
#include "api/resource/routes.hpp"

namespace wf::api {
namespace {

using Row = WorkbookRow;
using Kind = ListParameter::Kind;

constexpr Field<Row> fields[] = {
    member<&Row::id>("id"),
    member<&Row::name>("name"),
    member<&Row::name_space>("namespace"),
    member<&Row::definition>("definition"),
    member<&Row::tags, Wire::tags>("tags"),
    member<&Row::scope>("scope"),
    member<&Row::project_id>("project_id"),
    member<&Row::created_at>("created_at"),
    member<&Row::updated_at>("updated_at"),
};

constexpr ListParameter parameters[] = {
    {"created_at", Kind::time},
    {"definition"},
    {"name"},
    {"scope", Kind::name},
    {"tags", Kind::tags},
    {"updated_at", Kind::time},
    {"namespace"},
};

constexpr Resource<Row> workbooks{
    .collection = "workbooks",
    .argument = "workbook",
    .fields = fields,
    .parameters = parameters,
    .list = &Storage::list_workbooks,
    .not_found = "Workbook not found [workbook_id=",
    .changes = &DefinitionChanges::workbooks,
};

/// Messages name the workbook `name` in some places and `workbook_name` in others.
Result<Row> require_workbook(
    const Call& call, std::string_view name, std::string_view name_space, std::string_view called
) {
    WF_TRY(std::optional<Row> row, call.storage().find_workbook(name, name_space, default_project));
    if (row) return *std::move(row);
    const std::string begin = "Workbook not found [" + std::string{called} + "=";
    return not_found_in(begin, name, name_space);
}

Result<void> get_workbook(Call& call) {
    WF_TRY(const Row row, require_workbook(call, call.argument(0), namespace_of(call), "name"));
    return answer_item(call, workbooks, row);
}

/// Members of the same names are overwritten; those that the book no longer has stay.
Result<void> store_members(
    const Call& call,
    DefinitionChanges& changes,
    const lang::WorkbookDefinition& parsed,
    const Upload& upload
) {
    for (const lang::ActionDefinition& action : parsed.actions)
        WF_CHECK(store_definition(call, changes, action, upload, Existing::replace));
    for (const lang::WorkflowDefinition& workflow : parsed.workflows)
        WF_CHECK(store_definition(call, changes, workflow, upload, Existing::replace));
    return {};
}

Result<void> store_and_answer(
    const Call& call,
    DefinitionChanges changes,
    const Row& row,
    const lang::WorkbookDefinition& parsed,
    const Upload& upload
) {
    WF_CHECK(store_members(call, changes, parsed, upload));
    WF_CHECK(call.storage().change_definitions(changes));
    answer_row(call, workbooks, row);
    return {};
}

Result<void> create_workbook(Call& call) {
    WF_TRY(const Upload upload, read_upload(call, "workbooks:publicize"));
    WF_TRY(const auto parsed, lang::parse_workbook(call.request().body, upload.parse));
    WF_CHECK(check_length("name", parsed.name, definition_name_max));
    Row row;
    take_over(row, parsed);
    row.scope = upload.scope;
    row.id = call.new_id();
    row.name_space = upload.name_space;
    row.project_id = default_project;
    row.created_at = call.now();
    DefinitionChanges changes;
    changes.workbooks.inserted.push_back(row);
    WF_CHECK(store_and_answer(call, std::move(changes), row, parsed, upload));
    call.response().status = 201;
    return {};
}

Result<void> update_workbook(Call& call) {
    WF_TRY(const Upload upload, read_upload(call, "workbooks:publicize"));
    WF_TRY(const auto parsed, lang::parse_workbook(call.request().body, upload.parse));
    WF_TRY(Row row, require_workbook(call, parsed.name, upload.name_space, "name"));
    take_over(row, parsed);
    row.scope = upload.scope;
    row.updated_at = call.now();
    DefinitionChanges changes;
    changes.workbooks.updated.push_back(row);
    return store_and_answer(call, std::move(changes), row, parsed, upload);
}

Result<void> delete_workbook(Call& call) {
    WF_TRY(
        const Row row, require_workbook(call, call.argument(0), namespace_of(call), "workbook_name")
    );
    return delete_row(call, workbooks.changes, row.id);
}

Result<void> validate_workbook(Call& call) {
    return answer_validation(call, lang::DocumentKind::workbook);
}

using http::Method;
constexpr std::string_view get_query[] = {"fields", "namespace"};
constexpr std::string_view delete_query[] = {"namespace"};

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/workbooks",
     .handler = list_of<workbooks>,
     .policy = "workbooks:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/workbooks/{}",
     .handler = get_workbook,
     .policy = "workbooks:get",
     .query = get_query},
    {.method = Method::get,
     .path = "v2/workbooks/{}/{}",
     .handler = get_workbook,
     .policy = "workbooks:get",
     .query = get_query},
    {.method = Method::post,
     .path = "v2/workbooks",
     .handler = create_workbook,
     .policy = "workbooks:create",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::put,
     .path = "v2/workbooks",
     .handler = update_workbook,
     .policy = "workbooks:update",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::delete_,
     .path = "v2/workbooks/{}",
     .handler = delete_workbook,
     .policy = "workbooks:delete",
     .query = delete_query},
    {.method = Method::delete_,
     .path = "v2/workbooks/{}/{}",
     .handler = delete_workbook,
     .policy = "workbooks:delete",
     .query = delete_query},
    {.method = Method::delete_,
     .path = "v2/workbooks",
     .handler = refuse_missing_argument,
     .checks_query = false,
     .argument = "name"},
    {.method = Method::post,
     .path = "v2/workbooks/validate",
     .handler = validate_workbook,
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
};

}  // namespace

std::span<const Route> workbook_routes() {
    return routes;
}

}  // namespace wf::api
