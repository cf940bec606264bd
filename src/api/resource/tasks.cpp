// /v2/tasks and the lists of tasks, actions and sub-workflows below executions and tasks.
#include "api/resource/action_execution_fields.hpp"
#include "api/resource/body.hpp"
#include "api/resource/execution_fields.hpp"
#include "api/resource/item.hpp"
#include "api/resource/list.hpp"
#include "api/resource/routes.hpp"
#include "api/resource/task_fields.hpp"

namespace wf::api {
namespace {

/// Adds members to the object that the body ends with.
class Reopened {
public:
    explicit Reopened(const Call& call) : out_(call) { out_.out().pop_back(); }

    ~Reopened() { out_.raw("}"); }

    Reopened(const Reopened&) = delete;
    Reopened& operator=(const Reopened&) = delete;

    RowWriter& member(std::string_view name) {
        out_.raw(out_.out().ends_with('{') ? "\"" : ",\"");
        out_.raw(name);
        out_.raw("\":");
        return out_;
    }

private:
    RowWriter out_;
};

Result<void> add_result(const Call& call, const TaskExecutionRow& row) {
    WF_TRY(const Value result, result_of_task(call.storage(), row));
    Reopened{call}.member("result").json_text(result, "null");
    return {};
}

bool is_wanted(const Call& call, std::string_view field) {
    const std::string* fields = call.query().find("fields");
    if (fields == nullptr || fields->empty()) return true;
    const auto names = http::split_commas(*fields);
    return std::ranges::find(names, field) != names.end();
}

Result<void> get_task(Call& call) {
    WF_TRY(const TaskExecutionRow row, require_task(call, call.argument(0)));
    WF_CHECK(answer_item(call, tasks, row));
    if (is_wanted(call, "published_global") && !row.published_global.is_null())
        Reopened{call}.member("published_global").json_text(row.published_global);
    if (is_wanted(call, "result")) return add_result(call, row);
    return {};
}

void answer_task(Call& call, const Reply& reply) {
    answer_row(call, tasks, *reply.task);
    if (const auto added = add_result(call, *reply.task); !added) call.fault(added.error());
}

tl::unexpected<Error> refused(std::string text) {
    return fail(ErrorCode::invalid_argument, std::move(text));
}

bool differs(const Value& body, std::string_view name, const std::string& actual) {
    return body.contains(name) && text_of(body, name) != actual;
}

/// The checks of a rerun that need no engine, in the original's order.
Result<void> check_update(const Value& body, const TaskExecutionRow& row) {
    if (differs(body, "name", row.name)) return refused("Task name does not match.");
    if (differs(body, "workflow_name", row.workflow_name))
        return refused("Workflow name does not match.");
    const std::string state = text_of(body, "state");
    if (state != "RUNNING" && state != "SKIPPED")
        return refused("Invalid task state. Only updating task to RUNNING or SKIPPED is supported."
        );
    if (row.state != State::error)
        return refused(
            "The current task execution must be in ERROR for rerun. Only updating task to rerun is "
            "supported."
        );
    if (state == "SKIPPED") return {};
    const Value* reset = body.find("reset");
    if (reset == nullptr) return refused("Reset field is mandatory to rerun task.");
    if (!reset->as_bool() && row.items_count < 0)
        return refused("Only with-items task has the option to not reset.");
    return {};
}

Result<void> update_task(Call& call) {
    WF_TRY(const Value body, read_body_of<tasks>(call));
    WF_TRY(const TaskExecutionRow row, require_task(call, call.argument(0)));
    WF_CHECK(check_update(body, row));
    const Value env = truthy(body["env"]) ? body["env"] : Value{};
    if (text_of(body, "state") == "SKIPPED")
        call.submit(SkipTask{row.id, env}, answer_task);
    else
        call.submit(RerunTask{row.id, body["reset"].as_bool(), env}, answer_task);
    return {};
}

Result<void> list_tasks_of_execution(Call& call) {
    WF_TRY(const WorkflowExecutionRow row, require_execution(call, call.argument(0)));
    return answer_list(
        call,
        tasks,
        PathFilter{"workflow_execution_id", std::string{call.argument(0)}, to_text(row.id)}
    );
}

PathFilter by_task(const Call& call) {
    std::string id{call.argument(0)};
    return {"task_execution_id", id, id};
}

Result<void> list_actions_of_task(Call& call) {
    return answer_list(call, action_executions, by_task(call));
}

Result<void> get_action_of_task(Call& call) {
    WF_TRY(const ActionExecutionRow row, require_action_execution(call, call.argument(1)));
    return answer_item(call, action_executions, row);
}

Result<void> list_workflows_of_task(Call& call) {
    return answer_list(call, executions, by_task(call));
}

using http::Method;

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/tasks",
     .handler = list_of<tasks>,
     .policy = "tasks:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/tasks/{}",
     .handler = get_task,
     .policy = "tasks:get",
     .query = item_query},
    {.method = Method::put,
     .path = "v2/tasks/{}",
     .handler = update_task,
     .policy = "tasks:update",
     .body = BodyKind::json},
    {.method = Method::put,
     .path = "v2/tasks",
     .handler = refuse_missing_argument,
     .checks_query = false,
     .argument = "id"},
    {.method = Method::get,
     .path = "v2/executions/{}/tasks",
     .handler = list_tasks_of_execution,
     .policy = "tasks:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/tasks/{}/action_executions",
     .handler = list_actions_of_task,
     .policy = "action_executions:list",
     .checks_query = false},
    {.method = Method::get,
     .path = "v2/tasks/{}/action_executions/{}",
     .handler = get_action_of_task,
     .policy = "action_executions:get",
     .query = item_query},
    {.method = Method::get,
     .path = "v2/tasks/{}/workflow_executions",
     .handler = list_workflows_of_task,
     .policy = "executions:list",
     .checks_query = false},
};

}  // namespace

std::span<const Route> task_routes() {
    return routes;
}

}  // namespace wf::api
