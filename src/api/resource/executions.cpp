// /v2/executions: list, get, start, delete. Changes of a running one are in execution_update.cpp.
#include "api/resource/body.hpp"
#include "api/resource/execution_fields.hpp"
#include "api/resource/execution_update.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/routes.hpp"

namespace wf::api {
namespace {

Result<void> list_executions(Call& call) {
    // Asking for another project by name is a look beyond the own one as well.
    if (call.query().find("project_id") != nullptr)
        WF_CHECK(call.enforce("executions:list:all_projects"));
    return answer_list(call, executions);
}

/// Globals that the tasks have published so far, later ones on top.
Result<Value> published_globals(const Call& call, const WorkflowExecutionRow& row) {
    Value globals;
    if (row.context.empty()) return globals;  // neither vars nor globals
    Query query;
    query.filters.push_back({"workflow_execution_id", FilterOp::eq, {Value{to_text(row.id)}}});
    query.sort.push_back({"id", false});
    query.columns = {"published_global"};
    WF_TRY(const auto tasks, call.storage().list_task_executions(query));
    for (const TaskExecutionRow& task : tasks) {
        if (!task.published_global.is_null())
            globals = merge_recursive(globals, task.published_global);
    }
    return globals;
}

Result<void> get_execution(Call& call) {
    WF_TRY(const WorkflowExecutionRow row, require_execution(call, call.argument(0)));
    WF_CHECK(answer_item(call, executions, row));
    const auto* wanted = call.query().find("fields");
    if (wanted != nullptr && wanted->find("published_global") == std::string::npos) return {};
    WF_TRY(const Value globals, published_globals(call, row));
    call.body().pop_back();  // reopen the object
    RowWriter out{call};
    out.raw(",\"published_global\":");
    out.json_text(globals);
    out.raw("}");
    return {};
}

void answer_started(Call& call, const Reply& reply) {
    call.response().status = 201;
    answer_row(call, executions, *reply.workflow);
}

/// What another execution was started with, under what this request says.
Result<void> apply_source(const Call& call, StartWorkflow& start, const std::string& source_id) {
    WF_TRY(const WorkflowExecutionRow source, require_execution(call, source_id));
    if (start.workflow.empty()) {
        start.workflow =
            source.workflow_id.is_nil() ? source.workflow_name : to_text(source.workflow_id);
        start.workflow_namespace = source.workflow_namespace;
    }
    start.input = merge_recursive(source.input, start.input);
    start.params = merge_recursive(source.params, start.params);
    if (!start.description.empty()) start.description += ' ';
    start.description += "Based on the execution '" + source_id + "'";
    return {};
}

Result<void> start_execution(Call& call) {
    WF_TRY(const Value body, read_body_of<executions>(call));
    StartWorkflow start;
    start.execution_id = text_of(body, "id");
    start.workflow = text_of(body, "workflow_id");
    if (start.workflow.empty()) start.workflow = text_of(body, "workflow_name");
    start.workflow_namespace = text_of(body, "workflow_namespace");
    start.input = body["input"];
    start.params = body["params"];
    start.description = text_of(body, "description");
    start.project_id = default_project;
    if (const std::string source = text_of(body, "source_execution_id"); !source.empty())
        WF_CHECK(apply_source(call, start, source));
    if (start.workflow.empty() && start.execution_id.empty())
        return fail(
            ErrorCode::invalid_argument,
            "Workflow ID or workflow name must be provided. Workflow ID is recommended."
        );
    call.submit(std::move(start), answer_started);
    return {};
}

void answer_deleted(Call& call, const Reply& /*reply*/) {
    call.response().status = 204;
}

Result<void> delete_execution(Call& call) {
    WF_TRY(const WorkflowExecutionRow row, require_execution(call, call.argument(0)));
    const bool force = call.query().flag("force");
    if (!force && !is_completed(row.state))
        return fail(
            ErrorCode::forbidden,
            "Only completed executions can be deleted. Use --force to override this. Execution " +
                std::string{call.argument(0)} + " is in " + std::string{name_of(row.state)} +
                " state"
        );
    call.submit(DeleteWorkflow{.workflow_execution_id = row.id, .force = force}, answer_deleted);
    return {};
}

using http::Method;
constexpr std::string_view delete_query[] = {"force"};

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/executions",
     .handler = list_executions,
     .policy = "executions:list",
     .checks_query = false},
    {.method = Method::post,
     .path = "v2/executions",
     .handler = start_execution,
     .policy = "executions:create",
     .body = BodyKind::json},
    {.method = Method::get,
     .path = "v2/executions/{}",
     .handler = get_execution,
     .policy = "executions:get",
     .query = item_query},
    {.method = Method::put,
     .path = "v2/executions/{}",
     .handler = update_execution,
     .policy = "executions:update",
     .body = BodyKind::json},
    {.method = Method::delete_,
     .path = "v2/executions/{}",
     .handler = delete_execution,
     .policy = "executions:delete",
     .query = delete_query},
    {.method = Method::put,
     .path = "v2/executions",
     .handler = refuse_missing_argument,
     .checks_query = false,
     .argument = "id"},
    {.method = Method::delete_,
     .path = "v2/executions",
     .handler = refuse_missing_argument,
     .checks_query = false,
     .argument = "id"},
};

}  // namespace

std::span<const Route> execution_routes() {
    return routes;
}

}  // namespace wf::api
