// /v2/environments: stored named values, addressed by name.
#include "api/resource/body.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/member.hpp"
#include "api/resource/routes.hpp"

namespace wf::api {
namespace {

using Row = EnvironmentRow;
using Kind = ListParameter::Kind;

constexpr std::size_t name_length_max = 200;

constexpr Field<Row> fields[] = {
    read_only(member<&Row::id>("id")),
    member<&Row::name>("name"),
    member<&Row::description>("description"),
    member<&Row::variables>("variables"),
    member<&Row::scope>("scope"),
    read_only(member<&Row::project_id>("project_id")),
    read_only(member<&Row::created_at>("created_at")),
    read_only(member<&Row::updated_at>("updated_at")),
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
    .changes = &DefinitionChanges::environments,
};

Result<Row> require_environment(const Call& call, std::string_view name) {
    WF_TRY(std::optional<Row> row, call.storage().find_environment(name, default_project));
    if (!row) return not_found("Environment not found [name=" + std::string{name} + "]");
    return *std::move(row);
}

Result<Row> require_addressed(const Call& call) {
    return require_environment(call, call.argument(0));
}

/// What the request sets; the rest of the row stays.
Result<void> take_over(const Call& call, const Value& body, Row& row) {
    WF_CHECK(take_scope(call, body, "environments:publicize", row.scope));
    if (body.contains("description")) row.description = text_of(body, "description");
    if (body.contains("variables")) row.variables = body["variables"];
    return {};
}

Result<void> create(Call& call) {
    WF_TRY(const Value body, read_body_of<environments>(call));
    Row row;
    // The original stores one without a name, which nothing can address afterwards.
    WF_TRY(row.name, mandatory_name(body, name_length_max));
    row.variables = Value::dict({});
    WF_CHECK(take_over(call, body, row));
    return insert_row(call, environments, std::move(row));
}

Result<void> update(Call& call) {
    WF_TRY(const Value body, read_body_of<environments>(call));
    const std::string name = text_of(body, "name");
    if (name.empty())
        return fail(ErrorCode::invalid_argument, "Name of the environment is not provided.");
    WF_TRY(Row row, require_environment(call, name));
    WF_CHECK(take_over(call, body, row));
    return update_row(call, environments, std::move(row));
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
     .handler = list_of<environments>,
     .policy = "environments:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/environments/{}",
     .handler = get_of<environments, require_addressed>,
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
     .handler = delete_of<environments, require_addressed>,
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
