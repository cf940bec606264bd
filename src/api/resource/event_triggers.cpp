// /v2/event_triggers: which workflow an event of another service starts. Stored and shown only:
// this version does not listen to events yet.
#include "api/resource/body.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/member.hpp"
#include "api/resource/routes.hpp"
#include "api/resource/trigger_workflow.hpp"

#include <algorithm>

namespace wf::api {
namespace {

using Row = EventTriggerRow;
using Kind = ListParameter::Kind;

constexpr std::size_t name_length_max = 200;
constexpr std::size_t source_length_max = 80;

constexpr Field<Row> fields[] = {
    read_only(member<&Row::id>("id")),
    member<&Row::name>("name"),
    member<&Row::workflow_id>("workflow_id"),
    member<&Row::workflow_input>("workflow_input"),
    member<&Row::workflow_params>("workflow_params"),
    member<&Row::exchange>("exchange"),
    member<&Row::topic>("topic"),
    member<&Row::event>("event"),
    member<&Row::scope>("scope"),
    read_only(member<&Row::project_id>("project_id")),
    read_only(member<&Row::created_at>("created_at")),
    read_only(member<&Row::updated_at>("updated_at")),
};

constexpr ListParameter parameters[] = {
    {"name"},
    {"workflow_id", Kind::uuid},
    {"workflow_input", Kind::json},
    {"workflow_params", Kind::json},
    {"exchange"},
    {"topic"},
    {"event"},
    {"scope", Kind::name},
    {"created_at", Kind::time},
    {"updated_at", Kind::time},
    {"project_id"},
    {"all_projects", Kind::all_projects},
};

constexpr Resource<Row> event_triggers{
    .collection = "event_triggers",
    .argument = "event_trigger",
    .fields = fields,
    .parameters = parameters,
    .list = &Storage::list_event_triggers,
    .not_found = "Event trigger not found [id=",
    .all_projects_rule = "event_triggers:list:all_projects",
    .changes = &DefinitionChanges::event_triggers,
};

/// What it listens to, which never changes.
struct SourceField {
    std::string_view name;
    std::string Row::*member;
};

constexpr SourceField source_fields[] = {
    {"exchange", &Row::exchange},
    {"topic", &Row::topic},
    {"event", &Row::event},
};

Result<Row> require_trigger(const Call& call) {
    const std::string_view text = call.argument(0);
    const std::optional<Id> id = parse_id(text);
    if (!id) return not_a_uuid("id", text);
    WF_TRY(std::optional<Row> row, call.storage().find_event_trigger(*id, default_project));
    if (!row) return not_found("Event trigger not found [id=" + std::string{text} + "].");
    return *std::move(row);
}

/// What POST and PUT may set alike; the rest of the row stays.
Result<void> take_over(const Call& call, const Value& body, Row& row) {
    WF_CHECK(take_scope(call, body, "event_triggers:publicize", row.scope));
    if (body.contains("name")) row.name = text_of(body, "name");
    WF_CHECK(check_length("name", row.name, name_length_max));
    if (body.contains("workflow_params")) row.workflow_params = body["workflow_params"];
    if (body.contains("workflow_input")) row.workflow_input = body["workflow_input"];
    const std::string workflow_id = text_of(body, "workflow_id");
    if (!workflow_id.empty()) {
        const std::optional<Id> id = parse_id(workflow_id);
        if (!id) return not_a_uuid("workflow_id", workflow_id);
        row.workflow_id = *id;
    }
    if (workflow_id.empty() && !body.contains("workflow_input")) return {};
    // Both together must fit, whichever of them is new.
    WF_TRY(
        const WorkflowDefinitionRow workflow,
        workflow_for_trigger(call, to_text(row.workflow_id), row.workflow_input)
    );
    row.workflow_id = workflow.id;
    return {};
}

Result<void> create(Call& call) {
    WF_TRY(const Value body, read_body_of<event_triggers>(call));
    Row row;
    bool is_complete = !text_of(body, "workflow_id").empty();
    for (const SourceField& field : source_fields) {
        row.*field.member = text_of(body, field.name);
        is_complete = is_complete && !(row.*field.member).empty();
        WF_CHECK(check_length(field.name, row.*field.member, source_length_max));
    }
    if (!is_complete)
        return fail(
            ErrorCode::invalid_argument,
            "Params {'exchange', 'topic', 'event', 'workflow_id'} must be provided for creating "
            "event trigger."
        );
    row.workflow_input = row.workflow_params = Value::dict({});
    WF_CHECK(take_over(call, body, row));
    return insert_row(call, event_triggers, std::move(row));
}

Result<void> update(Call& call) {
    WF_TRY(const Value body, read_body_of<event_triggers>(call));
    const bool changes_source = std::ranges::any_of(source_fields, [&](const SourceField& field) {
        return body.contains(field.name);
    });
    if (changes_source)
        return fail(
            ErrorCode::invalid_argument,
            "Can not update fields ['exchange', 'topic', 'event'] of event trigger."
        );
    WF_TRY(Row row, require_trigger(call));
    WF_CHECK(take_over(call, body, row));
    return update_row(call, event_triggers, std::move(row));
}

using http::Method;

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/event_triggers",
     .handler = list_of<event_triggers>,
     .policy = "event_triggers:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/event_triggers/{}",
     .handler = get_of<event_triggers, require_trigger>,
     .policy = "event_triggers:get",
     .query = item_query},
    {.method = Method::post,
     .path = "v2/event_triggers",
     .handler = create,
     .policy = "event_triggers:create",
     .body = BodyKind::json},
    {.method = Method::put,
     .path = "v2/event_triggers/{}",
     .handler = update,
     .policy = "event_triggers:update",
     .body = BodyKind::json},
    {.method = Method::put,
     .path = "v2/event_triggers",
     .handler = refuse_missing_argument,
     .argument = "id"},
    {.method = Method::delete_,
     .path = "v2/event_triggers/{}",
     .handler = delete_of<event_triggers, require_trigger>,
     .policy = "event_triggers:delete"},
    {.method = Method::delete_,
     .path = "v2/event_triggers",
     .handler = refuse_missing_argument,
     .argument = "id"},
};

}  // namespace

std::span<const Route> event_trigger_routes() {
    return routes;
}

}  // namespace wf::api
