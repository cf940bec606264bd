// /v2/actions: ad-hoc actions, written as YAML; built-in ones can be read only.
#include "api/resource/action_fields.hpp"
#include "api/resource/definition_store.hpp"
#include "api/resource/item.hpp"
#include "api/resource/routes.hpp"

#include <array>

namespace wf::api {
namespace {

using Row = ActionDefinitionRow;

/// As stored, except that an action without input shows null here.
Resource<ActionRow> uploaded_actions() {
    static const std::vector<Field<ActionRow>> fields = [] {
        std::vector<Field<ActionRow>> copy{actions.fields.begin(), actions.fields.end()};
        for (Field<ActionRow>& field : copy) {
            if (field.name != "input") continue;
            field.write = [](RowWriter& out, const ActionRow& action) {
                out.filled_or_null(action.row.input);
            };
        }
        return copy;
    }();
    Resource<ActionRow> resource = actions;
    resource.fields = fields;
    return resource;
}

void answer_stored(const Call& call, std::vector<Row> rows) {
    std::vector<ActionRow> shown;
    shown.reserve(rows.size());
    for (Row& row : rows) shown.push_back({std::move(row), false});
    answer_rows(call, uploaded_actions(), shown);
}

/// In the namespace, else in the default one.
Result<std::optional<Row>> find_adhoc(
    const Call& call, std::string_view identifier, std::string_view name_space
) {
    auto found = call.storage().find_action_definition(identifier, name_space, default_project);
    if (name_space.empty() || !found || *found) return found;
    return call.storage().find_action_definition(identifier, {}, default_project);
}

Result<Row> require_adhoc(const Call& call, std::string_view name_space) {
    WF_TRY(std::optional<Row> row, find_adhoc(call, call.argument(0), name_space));
    if (!row) return action_definition_not_found(call.argument(0), name_space);
    return *std::move(row);
}

Result<void> get_action(Call& call) {
    const std::string_view name = call.argument(0);
    const std::string_view name_space = namespace_of(call);
    if (const ActionSignature* builtin = call.actions().find(name)) {
        answer_row(call, actions, row_of(*builtin));
        return {};
    }
    WF_TRY(std::optional<Row> row, find_adhoc(call, name, name_space));
    if (row && row->name == name) {  // not by id
        answer_row(call, actions, ActionRow{*std::move(row), false});
        return {};
    }
    return not_found_in("Action not found [name=", name, name_space);
}

template <Existing existing>
Result<void> store_actions(Call& call) {
    WF_TRY(auto rows, store_all<lang::ActionDefinition>(call, existing));
    if (existing == Existing::refuse) call.response().status = 201;
    answer_stored(call, std::move(rows));
    return {};
}

Result<void> update_action(Call& call) {
    WF_TRY(Row row, overwrite_one<lang::ActionDefinition>(call, require_adhoc));
    answer_stored(call, {std::move(row)});
    return {};
}

Result<void> delete_action(Call& call) {
    WF_TRY(const Row row, require_adhoc(call, namespace_of(call)));
    return delete_row(call, &DefinitionChanges::actions, row.id);
}

Result<void> validate_actions(Call& call) {
    return answer_validation(call, lang::DocumentKind::actions);
}

using http::Method;
constexpr std::string_view name_query[] = {"namespace"};

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/actions",
     .handler = list_actions,
     .policy = "actions:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/actions/{}",
     .handler = get_action,
     .policy = "actions:get",
     .query = name_query},
    {.method = Method::get,
     .path = "v2/actions/{}/{}",
     .handler = get_action,
     .policy = "actions:get",
     .query = name_query},
    {.method = Method::post,
     .path = "v2/actions",
     .handler = store_actions<Existing::refuse>,
     .policy = "actions:create",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::put,
     .path = "v2/actions",
     .handler = store_actions<Existing::require>,
     .policy = "actions:update",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::put,
     .path = "v2/actions/{}",
     .handler = update_action,
     .policy = "actions:update",
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
    {.method = Method::delete_,
     .path = "v2/actions/{}",
     .handler = delete_action,
     .policy = "actions:delete",
     .query = name_query},
    {.method = Method::delete_,
     .path = "v2/actions/{}/{}",
     .handler = delete_action,
     .policy = "actions:delete",
     .query = name_query},
    {.method = Method::delete_,
     .path = "v2/actions",
     .handler = refuse_missing_argument,
     .checks_query = false,
     .argument = "identifier"},
    {.method = Method::post,
     .path = "v2/actions/validate",
     .handler = validate_actions,
     .body = BodyKind::text,
     .faults = FaultStyle::plain,
     .checks_query = false},
};

}  // namespace

std::span<const Route> action_routes() {
    return routes;
}

}  // namespace wf::api
