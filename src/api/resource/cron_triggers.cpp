// /v2/cron_triggers: workflows started by the clock. Addressed by name or id; never changed.
#include "api/resource/body.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/member.hpp"
#include "api/resource/routes.hpp"
#include "api/resource/strptime.hpp"
#include "api/resource/trigger_workflow.hpp"
#include "scheduler/cron_pattern.hpp"

namespace wf::api {
namespace {

using Row = CronTriggerRow;
using Kind = ListParameter::Kind;

constexpr std::size_t name_length_max = 200;
constexpr std::size_t pattern_length_max = 100;
constexpr Millis first_time_ahead_min{60'000};
/// What the original stores for triggers that have a first time only.
constexpr std::string_view never_pattern = "0 0 30 2 0";

constexpr Field<Row> fields[] = {
    member<&Row::id>("id"),
    member<&Row::name>("name"),
    member<&Row::workflow_name>("workflow_name"),
    member<&Row::workflow_id>("workflow_id"),
    member<&Row::workflow_input>("workflow_input"),
    member<&Row::workflow_params>("workflow_params"),
    member<&Row::pattern>("pattern"),
    member<&Row::remaining_executions>("remaining_executions"),
    member<&Row::first_execution_time>("first_execution_time"),
    member<&Row::next_execution_time>("next_execution_time"),
    member<&Row::scope>("scope"),
    read_only(member<&Row::project_id>("project_id")),
    member<&Row::created_at>("created_at"),
    member<&Row::updated_at>("updated_at"),
};

constexpr ListParameter parameters[] = {
    {"name"},
    {"workflow_name"},
    {"workflow_id", Kind::uuid},
    {"workflow_input", Kind::json},
    {"workflow_params", Kind::json},
    {"scope", Kind::name},
    {"pattern"},
    {"remaining_executions", Kind::integer},
    {"first_execution_time", Kind::time},
    {"next_execution_time", Kind::time},
    {"created_at", Kind::time},
    {"updated_at", Kind::time},
    {"project_id"},
    {"all_projects", Kind::all_projects},
};

constexpr Resource<Row> cron_triggers{
    .collection = "cron_triggers",
    .argument = "cron_trigger",
    .fields = fields,
    .parameters = parameters,
    .list = &Storage::list_cron_triggers,
    .not_found = "Cron trigger not found [identifier=",
    .all_projects_rule = "cron_triggers:list:all_projects",
    .changes = &DefinitionChanges::cron_triggers,
};

Result<Row> require_trigger(const Call& call) {
    const std::string_view identifier = call.argument(0);
    WF_TRY(std::optional<Row> row, call.storage().find_cron_trigger(identifier, default_project));
    if (!row)
        return not_found("Cron trigger not found [identifier=" + std::string{identifier} + "]");
    return *std::move(row);
}

tl::unexpected<Error> refuse(std::string text) {
    return fail(ErrorCode::invalid_argument, std::move(text));
}

Result<void> take_count(const Value& body, Row& row) {
    if (!body.contains("remaining_executions")) return {};
    const Value& count = body["remaining_executions"];
    if (count.kind() != wf::Kind::integer || count.as_int() < 1)
        return invalid_input(
            "remaining_executions",
            count.kind() == wf::Kind::integer ? std::to_string(count.as_int()) : "a huge number",
            "Value should be greater or equal to 1"
        );
    row.remaining_executions = count.as_int();
    return {};
}

tl::unexpected<Error> bad_pattern(const std::string& pattern) {
    return refuse("The specified pattern is not valid: " + pattern);
}

/// When it fires: by the rules of the original, in the order of their refusals.
Result<void> take_times(const Call& call, const Value& body, Row& row) {
    const Instant now = call.now();
    row.pattern = text_of(body, "pattern");
    const std::string first = text_of(body, "first_execution_time");
    if (!first.empty()) {
        WF_TRY(row.first_execution_time, parse_minute(first));
    }
    if (row.pattern.empty() && first.empty())
        return refuse("Pattern or first_execution_time must be specified.");
    if (row.first_execution_time && *row.first_execution_time < now + first_time_ahead_min)
        return refuse("first_execution_time must be at least 1 minute in the future.");
    if (row.pattern.empty() && row.remaining_executions.value_or(1) > 1)
        return refuse("Pattern must be provided if count is superior to 1.");
    row.next_execution_time = row.first_execution_time;
    if (row.pattern.empty()) {
        row.pattern = never_pattern;
        row.remaining_executions = 1;
        return {};
    }
    WF_CHECK(check_length("pattern", row.pattern, pattern_length_max));
    const auto pattern = CronPattern::parse(row.pattern);
    if (!pattern) return bad_pattern(row.pattern);
    if (!row.next_execution_time) row.next_execution_time = pattern->next_after(now);
    // The original fails on a pattern like "0 0 30 2 *" later, with a server error.
    if (!row.next_execution_time) return bad_pattern(row.pattern);
    return {};
}

Result<void> take_workflow(const Call& call, const Value& body, Row& row) {
    std::string identifier = text_of(body, "workflow_id");
    if (identifier.empty()) identifier = text_of(body, "workflow_name");
    if (identifier.empty())
        return refuse("Workflow ID or workflow name must be provided. Workflow ID is recommended.");
    row.workflow_input = body.contains("workflow_input") ? body["workflow_input"] : Value::dict({});
    row.workflow_params =
        body.contains("workflow_params") ? body["workflow_params"] : Value::dict({});
    WF_TRY(
        const WorkflowDefinitionRow workflow,
        workflow_for_trigger(call, identifier, row.workflow_input)
    );
    row.workflow_id = workflow.id;
    row.workflow_name = workflow.name;
    return {};
}

Result<void> create(Call& call) {
    WF_TRY(const Value body, read_body_of<cron_triggers>(call));
    Row row;
    WF_TRY(row.name, mandatory_name(body, name_length_max));
    WF_CHECK(take_scope(call, body, "cron_triggers:publicize", row.scope));
    WF_CHECK(take_count(body, row));
    WF_CHECK(take_times(call, body, row));
    WF_CHECK(take_workflow(call, body, row));
    return insert_row(call, cron_triggers, std::move(row));
}

using http::Method;

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/cron_triggers",
     .handler = list_of<cron_triggers>,
     .policy = "cron_triggers:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/cron_triggers/{}",
     .handler = get_of<cron_triggers, require_trigger>,
     .policy = "cron_triggers:get",
     .query = item_query},
    {.method = Method::post,
     .path = "v2/cron_triggers",
     .handler = create,
     .policy = "cron_triggers:create",
     .body = BodyKind::json},
    {.method = Method::delete_,
     .path = "v2/cron_triggers/{}",
     .handler = delete_of<cron_triggers, require_trigger>,
     .policy = "cron_triggers:delete"},
    {.method = Method::delete_,
     .path = "v2/cron_triggers",
     .handler = refuse_missing_argument,
     .argument = "identifier"},
};

}  // namespace

std::span<const Route> cron_trigger_routes() {
    return routes;
}

}  // namespace wf::api
