// /v2/action_executions: list, get, run one, report a result, delete.
#include "api/resource/action_execution_fields.hpp"
#include "api/resource/body.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/routes.hpp"

namespace wf::api {
namespace {

Result<void> get_action_execution(Call& call) {
    WF_TRY(const ActionExecutionRow row, require_action_execution(call, call.argument(0)));
    return answer_item(call, action_executions, row);
}

void answer_run(Call& call, const Reply& reply) {
    call.response().status = 201;
    answer_row(call, action_executions, *reply.action);
}

void answer_update(Call& call, const Reply& reply) {
    answer_row(call, action_executions, *reply.action);
}

Result<void> run_action(Call& call) {
    WF_TRY(const Value body, read_body_of<action_executions>(call));
    RunAction run;
    run.name = text_of(body, "name");
    if (run.name.empty())
        return fail(
            ErrorCode::invalid_argument, "Please provide at least action name to run action."
        );
    run.workflow_namespace = text_of(body, "workflow_namespace");
    run.input = body["input"];
    run.description = text_of(body, "description");
    run.project_id = default_project;
    const Value& params = body["params"];
    run.target = text_of(params, "target");
    run.save_result = truthy(params["save_result"]);
    run.run_sync = truthy(params["run_sync"]);
    if (params["timeout"].kind() == Kind::integer) run.timeout_s = params["timeout"].as_int();
    call.submit(std::move(run), answer_run);
    return {};
}

/// An empty object counts as no output, as in the original.
ActionResult result_of(State state, const Value& output) {
    if (state == State::success) return ActionResult::success(output);
    if (state == State::cancelled) return ActionResult::cancelled();
    return ActionResult::error(truthy(output) ? output : Value{"Unknown error"});
}

Result<void> update_action_execution(Call& call) {
    WF_TRY(const Value body, read_body_of<action_executions>(call));
    const std::string text = text_of(body, "state");
    const auto state = parse_state(text);
    const bool is_pause_or_resume = state == State::paused || state == State::running;
    const bool is_result =
        state == State::success || state == State::error || state == State::cancelled;
    if (!is_pause_or_resume && !is_result)
        return fail(
            ErrorCode::invalid_argument,
            "Error. Expected one of ['SUCCESS', 'ERROR', 'CANCELLED', 'PAUSED', 'RUNNING'], "
            "actual: " +
                (body.contains("state") ? text : "Unset")
        );
    WF_TRY(const ActionExecutionRow row, require_action_execution(call, call.argument(0)));
    if (is_pause_or_resume)
        call.submit(UpdateAction{row.id, *state}, answer_update);
    else
        call.submit(
            CompleteAction{row.id, result_of(*state, body["output"]), /*by_api=*/true},
            answer_update
        );
    return {};
}

void answer_deleted(Call& call, const Reply& /*reply*/) {
    call.response().status = 204;
}

Result<void> delete_action_execution(Call& call) {
    const auto refused = [](std::string text) {
        return fail(ErrorCode::forbidden, std::move(text));
    };
    if (!call.options().allow_action_execution_deletion)
        return refused("Action execution deletion is not allowed.");
    WF_TRY(const ActionExecutionRow row, require_action_execution(call, call.argument(0)));
    if (!row.task_execution_id.is_nil())
        return refused("Only ad-hoc action execution can be deleted.");
    if (!is_completed(row.state)) return refused("Only completed action execution can be deleted.");
    call.submit(DeleteAction{row.id}, answer_deleted);
    return {};
}

using http::Method;

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/action_executions",
     .handler = list_of<action_executions>,
     .policy = "action_executions:list",
     .checks_query = false},
    {.method = Method::post,
     .path = "v2/action_executions",
     .handler = run_action,
     .policy = "action_executions:create",
     .body = BodyKind::json},
    {.method = Method::get,
     .path = "v2/action_executions/{}",
     .handler = get_action_execution,
     .policy = "action_executions:get",
     .query = item_query},
    {.method = Method::put,
     .path = "v2/action_executions/{}",
     .handler = update_action_execution,
     .policy = "action_executions:update",
     .body = BodyKind::json},
    {.method = Method::delete_,
     .path = "v2/action_executions/{}",
     .handler = delete_action_execution,
     .policy = "action_executions:delete"},
    {.method = Method::put,
     .path = "v2/action_executions",
     .handler = refuse_missing_argument,
     .checks_query = false,
     .argument = "id"},
    {.method = Method::delete_,
     .path = "v2/action_executions",
     .handler = refuse_missing_argument,
     .checks_query = false,
     .argument = "id"},
};

}  // namespace

std::span<const Route> action_execution_routes() {
    return routes;
}

}  // namespace wf::api
