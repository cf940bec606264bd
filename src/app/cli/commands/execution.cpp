// execution-*: workflow executions.
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"
#include "app/cli/text_source.hpp"
#include "app/cli/why/why_tree.hpp"
#include "base/id.hpp"
#include "value/json.hpp"

namespace wf::cli {

namespace {

constexpr Positional id[] = {{"id", "Execution id."}};
constexpr Positional execution[] = {{"execution", "Execution id."}};
constexpr Positional ids[] = {{"execution", "Execution ids.", Arity::many}};
constexpr Positional create_positionals[] = {
    {"workflow_identifier", "Id or name of the workflow.", Arity::optional},
    {"workflow_input", "File or JSON: {\"name\": \"value\"}.", Arity::optional},
    {"params", "File or JSON, e.g. {\"env\": {}, \"task_name\": \"t\"}.", Arity::optional},
};
constexpr Option create_options[] = {
    option_namespace,
    {"--description", "-d", "TEXT", "Description."},
    {"--source", "-s", "ID", "Execution to copy workflow, input and params from."},
};
constexpr Option list_extra[] = {
    option_marker,
    option_limit,
    option_sort_keys,
    option_sort_dirs,
    option_filter,
    option_oldest,
    {"--task", "", "ID", "Those that this task started."},
    {"--rootsonly", "", "", "No sub-workflows."},
};
constexpr Option update_options[] = {
    {"--state", "-s", "STATE", "RUNNING, PAUSED, SUCCESS, ERROR or CANCELLED."},
    {"--env", "-e", "ENV", "File or JSON, merged into the environment."},
    {"--description", "-d", "TEXT", "Description."},
};
constexpr Option why_options[] = {{"--json", "", "", "The server's answer as it is."}};
constexpr Option force_option[] = {{"--force", "", "", "Also while it runs."}};

Result<Outcome> create(const Call& call) {
    const Arguments& arguments = call.arguments;
    DictBuilder body;
    const std::string workflow = arguments.get_or("workflow_identifier", "");
    const std::string source = arguments.get_or("--source", "");
    if (workflow.empty() && source.empty())
        return usage_error("execution-create: give the workflow, or an execution to copy with -s");
    if (!workflow.empty()) body.set(parse_id(workflow) ? "workflow_id" : "workflow_name", workflow);
    if (!source.empty()) body.set("source_execution_id", source);
    if (const auto name_space = arguments.get("--namespace"))
        body.set("workflow_namespace", *name_space);
    WF_CHECK(take_dict(call, "workflow_input", "the input", "input", body));
    WF_CHECK(take_dict(call, "params", "the params", "params", body));
    body.set("description", arguments.get_or("--description", ""));
    return create_object(call, executions, std::move(body));
}

Result<Outcome> list(const Call& call) {
    Query query;
    query.add("fields", listed_fields(executions));
    query.add_if("task_execution_id", call.arguments.get_or("--task", ""));
    if (call.arguments.has("--rootsonly")) query.add("nulls", "root_execution_id");
    return list_all(call, executions, std::move(query));
}

Result<Outcome> update(const Call& call) {
    DictBuilder body;
    if (const auto state = call.arguments.get("--state")) body.set("state", *state);
    if (const auto text = call.arguments.get("--description")) body.set("description", *text);
    if (const auto given = call.arguments.get("--env")) {
        WF_TRY(const Value env, file_or_dict(*given, "the environment"));
        body.set("params", Value::dict({{"env", env}}));
    }
    return update_object(call, executions, std::move(body));
}

Result<Outcome> show_json(const Call& call, std::string_view field) {
    WF_TRY(const Value object, get_object(call, executions, "id"));
    return json_outcome(object[field]);
}

Result<Outcome> why(const Call& call) {
    const std::string path = "/executions/" + escaped(*call.arguments.get("execution")) + "/why";
    WF_TRY(const Value answer, call.rest.get(path));
    Outcome outcome;
    outcome.text = call.arguments.has("--json") ? to_json(answer, JsonStyle::indented) + "\n"
                                                : why_text(answer, clock_now());
    return outcome;
}

Result<Outcome> remove(const Call& call) {
    Query query;
    if (call.arguments.has("--force")) query.add("force", "True");
    return delete_objects(call, executions, "execution", query);
}

constexpr Command rows[] = {
    {.name = "execution-create",
     .summary = "Starts a workflow.",
     .positionals = create_positionals,
     .options = create_options,
     .shape = Shape::fields,
     .run = create},
    {.name = "execution-get",
     .summary = "Shows an execution.",
     .positionals = execution,
     .shape = Shape::fields,
     .run = [](const Call& call) { return show_object(call, executions, "execution"); }},
    {.name = "execution-get-input",
     .summary = "Prints the input of an execution.",
     .positionals = id,
     .run = [](const Call& call) { return show_json(call, "input"); }},
    {.name = "execution-get-output",
     .summary = "Prints the output of an execution.",
     .positionals = id,
     .run = [](const Call& call) { return show_json(call, "output"); }},
    {.name = "execution-get-published",
     .summary = "Prints the global variables of an execution.",
     .positionals = id,
     .run = [](const Call& call) { return show_json(call, "published_global"); }},
    {.name = "why",
     .summary = "Explains what an execution waits for, or what has ended it.",
     .positionals = execution,
     .options = why_options,
     .run = why},
    {.name = "execution-list",
     .summary = "Lists the newest executions.",
     .options = list_extra,
     .shape = Shape::rows,
     .run = list},
    {.name = "execution-update",
     .summary = "Pauses, resumes or stops an execution, or changes its description or environment.",
     .positionals = id,
     .options = update_options,
     .shape = Shape::fields,
     .run = update},
    {.name = "execution-delete",
     .summary = "Deletes executions.",
     .positionals = ids,
     .options = force_option,
     .run = remove},
};

}  // namespace

std::span<const Command> execution_commands() {
    return rows;
}

}  // namespace wf::cli
