// /v2/environments: stored named values, addressed by name.
#include "api/resource/body.hpp"
#include "api/resource/list.hpp"
#include "api/resource/routes.hpp"

namespace wf::api {
namespace {

using Row = EnvironmentRow;
using Kind = ListParameter::Kind;

constexpr std::size_t name_length_max = 200;

constexpr Field<Row> fields[] = {
    {.name = "id",
     .write = [](RowWriter& out, const Row& row) { out.id(row.id); },
     .access = Access::read_only},
    {.name = "name", .write = [](RowWriter& out, const Row& row) { out.text(row.name); }},
    {.name = "description",
     .write = [](RowWriter& out, const Row& row) { out.text(row.description); }},
    {.name = "variables",
     .wire = Wire::json_text,
     .write = [](RowWriter& out, const Row& row) { out.json_text(row.variables); }},
    {.name = "scope", .write = [](RowWriter& out, const Row& row) { out.text(row.scope); }},
    {.name = "project_id",
     .write = [](RowWriter& out, const Row& row) { out.text(row.project_id); },
     .access = Access::read_only},
    {.name = "created_at",
     .write = [](RowWriter& out, const Row& row) { out.time(row.created_at); },
     .access = Access::read_only},
    {.name = "updated_at",
     .write = [](RowWriter& out, const Row& row) { out.time(row.updated_at); },
     .access = Access::read_only},
};

constexpr ListParameter parameters[] = {
    {"name"},
    {"description"},
    {"variables", Kind::json},
    {"scope", Kind::name},
    {"created_at", Kind::time},
    {"updated_at", Kind::time},
};

constexpr Resource<Row> environments{
    .collection = "environments",
    .argument = "env",
    .fields = fields,
    .parameters = parameters,
    .list = &Storage::list_environments,
    .not_found = "Environment not found [id=",
};

Result<Row> require_environment(const Call& call, std::string_view name) {
    WF_TRY(std::optional<Row> row, call.storage().find_environment(name, default_project));
    if (!row) return not_found("Environment not found [name=" + std::string{name} + "]");
    return *std::move(row);
}

Result<void> list_all(Call& call) {
    return answer_list(call, environments);
}

Result<void> get_one(Call& call) {
    WF_TRY(const Row row, require_environment(call, call.argument(0)));
    return answer_item(call, environments, row);
}

/// What the request sets; the rest of the row stays.
Result<void> take_over(const Call& call, const Value& body, Row& row) {
    if (body.contains("scope")) {
        row.scope = text_of(body, "scope");
        WF_CHECK(check_scope(call, row.scope, "environments:publicize"));
    }
    if (body.contains("description")) row.description = text_of(body, "description");
    if (body.contains("variables")) row.variables = body["variables"];
    return {};
}

void answer_row(const Call& call, const Row& row) {
    RowWriter out{call};
    write_row(out, environments, environments.mask(show::item), row);
}

Result<void> create(Call& call) {
    WF_TRY(const Value body, read_body_of<environments>(call));
    Row row;
    row.name = text_of(body, "name");
    // The original stores one without a name, which nothing can address afterwards.
    if (row.name.empty()) return invalid_input("name", "None", "Mandatory field missing.");
    WF_CHECK(check_length("name", row.name, name_length_max));
    row.variables = Value::dict({});
    WF_CHECK(take_over(call, body, row));
    row.id = call.new_id();
    row.project_id = default_project;
    row.created_at = call.now();
    DefinitionChanges changes;
    changes.inserted_environments.push_back(row);
    WF_CHECK(call.storage().change_definitions(changes));
    call.response().status = 201;
    answer_row(call, row);
    return {};
}

Result<void> update(Call& call) {
    WF_TRY(const Value body, read_body_of<environments>(call));
    const std::string name = text_of(body, "name");
    if (name.empty())
        return fail(ErrorCode::invalid_argument, "Name of the environment is not provided.");
    WF_TRY(Row row, require_environment(call, name));
    WF_CHECK(take_over(call, body, row));
    row.updated_at = call.now();
    DefinitionChanges changes;
    changes.updated_environments.push_back(row);
    WF_CHECK(call.storage().change_definitions(changes));
    answer_row(call, row);
    return {};
}

Result<void> delete_one(Call& call) {
    WF_TRY(const Row row, require_environment(call, call.argument(0)));
    DefinitionChanges changes;
    changes.deleted_environments.push_back(row.id);
    WF_CHECK(call.storage().change_definitions(changes));
    call.response().status = 204;
    return {};
}

Result<void> refuse_name_in_path(Call& call) {
    return fail(
        ErrorCode::invalid_argument,
        "Unknown argument: \"" + std::string{call.argument(0)} +
            "\": the name of the environment is given in the body"
    );
}

using http::Method;

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/environments",
     .handler = list_all,
     .policy = "environments:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/environments/{}",
     .handler = get_one,
     .policy = "environments:get",
     .query = item_query},
    {.method = Method::post,
     .path = "v2/environments",
     .handler = create,
     .policy = "environments:create",
     .body = BodyKind::json},
    {.method = Method::put,
     .path = "v2/environments",
     .handler = update,
     .policy = "environments:update",
     .body = BodyKind::json},
    {.method = Method::put, .path = "v2/environments/{}", .handler = refuse_name_in_path},
    {.method = Method::delete_,
     .path = "v2/environments/{}",
     .handler = delete_one,
     .policy = "environments:delete"},
    {.method = Method::delete_,
     .path = "v2/environments",
     .handler = refuse_missing_argument,
     .argument = "name"},
};

}  // namespace

std::span<const Route> environment_routes() {
    return routes;
}

}  // namespace wf::api
