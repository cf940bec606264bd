// task-*: task executions.
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"

namespace wf::cli {

namespace {

constexpr Positional id[] = {{"id", "Task execution id."}};
constexpr Positional task[] = {{"task", "Task execution id."}};
constexpr Positional parent[] = {
    {"workflow_execution", "Execution whose tasks are listed (all).", Arity::optional}};
constexpr Option rerun_options[] = {
    {"--resume", "", "", "With-items: reruns the failed items only."},
    {"--env", "-e", "ENV", "File or JSON, merged into the environment."},
};

Result<Outcome> list(const Call& call) {
    const std::string execution = call.arguments.get_or("workflow_execution", "");
    Query query;
    query.add("fields", listed_fields(tasks));
    std::string path =
        execution.empty() ? "/tasks" : "/executions/" + escaped(execution) + "/tasks";
    return list_rows(call, tasks, std::move(path), std::move(query));
}

Result<Outcome> show_published(const Call& call) {
    WF_TRY(const Value object, get_object(call, tasks, "id"));
    Outcome outcome = json_outcome(object["published"]);
    const Value& global = object["published_global"];
    if (global.is_string()) outcome.text += json_outcome(global).text;
    return outcome;
}

Result<Outcome> rerun(const Call& call) {
    DictBuilder body;
    body.set("id", *call.arguments.get("id"));
    body.set("state", "RUNNING");
    body.set("reset", !call.arguments.has("--resume"));
    WF_CHECK(take_dict(call, "--env", "the environment", "env", body));
    return update_object(call, tasks, std::move(body));
}

constexpr Command rows[] = {
    {.name = "task-get",
     .summary = "Shows a task.",
     .positionals = task,
     .shape = Shape::fields,
     .run = [](const Call& call) { return show_object(call, tasks, "task"); }},
    {.name = "task-get-result",
     .summary = "Prints the result of a task.",
     .positionals = id,
     .run = [](const Call& call) -> Result<Outcome> {
         WF_TRY(const Value object, get_object(call, tasks, "id"));
         return json_outcome(object["result"]);
     }},
    {.name = "task-get-published",
     .summary = "Prints the variables that a task published.",
     .positionals = id,
     .run = show_published},
    {.name = "task-list",
     .summary = "Lists the newest tasks, or those of an execution.",
     .positionals = parent,
     .options = list_options_newest,
     .shape = Shape::rows,
     .run = list},
    {.name = "task-rerun",
     .summary = "Runs a failed task again.",
     .positionals = id,
     .options = rerun_options,
     .shape = Shape::fields,
     .run = rerun},
};

}  // namespace

std::span<const Command> task_commands() {
    return rows;
}

}  // namespace wf::cli
