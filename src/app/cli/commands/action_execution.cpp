// action-execution-* and run-action.
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"
#include "app/cli/text_source.hpp"
#include "value/json.hpp"

namespace wf::cli {

namespace {

constexpr Positional id[] = {{"id", "Action execution id."}};
constexpr Positional action_execution[] = {{"action_execution", "Action execution id."}};
constexpr Positional ids[] = {{"action_execution", "Action execution ids.", Arity::many}};
constexpr Positional parent[] = {
    {"task_execution_id", "Task whose action executions are listed (all).", Arity::optional}};
constexpr Positional run_positionals[] = {
    {"name", "Name of the action."},
    {"input", "File or JSON: {\"name\": \"value\"}.", Arity::optional},
};
constexpr Option update_options[] = {
    {"--state", "", "STATE", "PAUSED, RUNNING, SUCCESS, ERROR or CANCELLED."},
    {"--output", "", "OUTPUT", "File or JSON: the result."},
};
constexpr Option run_options[] = {
    {"--save-result", "-s", "", "Keeps the action execution."},
    {"--run-sync", "", "", "Waits for its end."},
    {"--target", "-t", "NAME", "Executor to run it."},
    option_namespace,
};

Result<Outcome> list(const Call& call) {
    const std::string task = call.arguments.get_or("task_execution_id", "");
    std::string path = task.empty() ? std::string{action_executions.path}
                                    : "/tasks/" + escaped(task) + "/action_executions";
    return list_rows(call, action_executions, std::move(path), {});
}

Result<Outcome> update(const Call& call) {
    DictBuilder body;
    if (const auto state = call.arguments.get("--state")) body.set("state", *state);
    if (const auto given = call.arguments.get("--output")) {
        WF_TRY(const Value output, file_or_value(*given, "the output"));
        body.set("output", output);
    }
    return update_object(call, action_executions, std::move(body));
}

Value run_params(const Arguments& arguments) {
    DictBuilder params;
    if (arguments.has("--save-result")) params.set("save_result", true);
    if (arguments.has("--run-sync")) params.set("run_sync", true);
    if (const auto target = arguments.get("--target")) params.set("target", *target);
    return std::move(params).freeze();
}

Result<Outcome> run_action(const Call& call) {
    const Arguments& arguments = call.arguments;
    DictBuilder body;
    body.set("name", *arguments.get("name"));
    WF_CHECK(take_dict(call, "input", "the input", "input", body));
    const Value params = run_params(arguments);
    if (params.size() > 0) body.set("params", to_json(params));
    if (const auto name_space = arguments.get("--namespace"))
        body.set("workflow_namespace", *name_space);
    const std::string path{action_executions.path};
    WF_TRY(const Value answer, call.rest.send_json("POST", path, std::move(body).freeze()));
    if (arguments.has("--save-result") && !arguments.has("--run-sync"))
        return fields_outcome(action_executions, answer, clock_now());
    Outcome outcome = text_outcome(answer["output"]);
    if (answer["state"] == Value{"ERROR"}) outcome.exit_code = exit_failure;
    return outcome;
}

Result<Outcome> show_json(const Call& call, std::string_view field) {
    WF_TRY(const Value object, get_object(call, action_executions, "id"));
    return json_outcome(object[field]);
}

constexpr Command rows[] = {
    {.name = "action-execution-get",
     .summary = "Shows an action execution.",
     .positionals = action_execution,
     .shape = Shape::fields,
     .run = [](const Call& call
            ) { return show_object(call, action_executions, "action_execution"); }},
    {.name = "action-execution-get-input",
     .summary = "Prints the input of an action execution.",
     .positionals = id,
     .run = [](const Call& call) { return show_json(call, "input"); }},
    {.name = "action-execution-get-output",
     .summary = "Prints the output of an action execution.",
     .positionals = id,
     .run = [](const Call& call) { return show_json(call, "output"); }},
    {.name = "action-execution-list",
     .summary = "Lists the newest action executions, or those of a task.",
     .positionals = parent,
     .options = list_options_newest,
     .shape = Shape::rows,
     .run = list},
    {.name = "action-execution-update",
     .summary = "Completes an action from outside, or pauses it.",
     .positionals = id,
     .options = update_options,
     .shape = Shape::fields,
     .run = update},
    {.name = "action-execution-delete",
     .summary = "Deletes stand-alone action executions.",
     .positionals = ids,
     .run = [](const Call& call
            ) { return delete_objects(call, action_executions, "action_execution"); }},
    {.name = "run-action",
     .summary = "Runs an action outside of any workflow and prints its output.",
     .positionals = run_positionals,
     .options = run_options,
     .shape = Shape::fields,
     .run = run_action},
};

}  // namespace

std::span<const Command> action_execution_commands() {
    return rows;
}

}  // namespace wf::cli
