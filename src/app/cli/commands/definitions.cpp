// workbook-*, workflow-*, action-*: what is written as YAML.
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"

namespace wf::cli {

namespace {

constexpr Option option_id{"--id", "", "ID", "Changes this one, whatever it is called."};

constexpr Option update_options[] = {option_namespace, option_public, option_id};
constexpr Positional definition[] = {{"definition", "File with the definition, or its text."}};
constexpr Positional workbook_name[] = {{"workbook", "Name."}};
constexpr Positional workbook_names[] = {{"workbook", "Names.", Arity::many}};
constexpr Positional workflow_name[] = {{"workflow", "Id or name."}};
constexpr Positional workflow_names[] = {{"workflow", "Ids or names.", Arity::many}};
constexpr Positional action_name[] = {{"action", "Name."}};
constexpr Positional action_names[] = {{"action", "Ids or names.", Arity::many}};

/// POST or PUT of a document that may hold several objects.
Result<Outcome> send_several(const Call& call, const Resource& resource, std::string method) {
    std::string path{resource.path};
    const std::string id = call.arguments.get_or("--id", "");
    if (!id.empty()) path += "/" + escaped(id);
    WF_TRY(const Value answer, send_definition(call, std::move(method), path));
    if (const Value* objects = answer.find(resource.collection))
        return rows_outcome(resource, objects->items(), clock_now());
    return rows_outcome(resource, {&answer, 1}, clock_now());
}

Result<Outcome> send_workbook(const Call& call, std::string method) {
    WF_TRY(
        const Value answer, send_definition(call, std::move(method), std::string{workbooks.path})
    );
    return fields_outcome(workbooks, answer, clock_now());
}

Result<Outcome> delete_named(
    const Call& call, const Resource& resource, std::string_view argument
) {
    Query query;
    query.add_if("namespace", call.arguments.get_or("--namespace", ""));
    return delete_objects(call, resource, argument, query);
}

Result<Outcome> show_definition(
    const Call& call, const Resource& resource, std::string_view argument
) {
    WF_TRY(const Value object, get_object(call, resource, argument));
    return text_outcome(object["definition"]);
}

Result<Outcome> list_definitions(const Call& call, const Resource& resource) {
    Query query;
    query.add("fields", listed_fields(resource));
    return list_all(call, resource, std::move(query));
}

constexpr Command workbook_rows[] = {
    {.name = "workbook-create",
     .summary = "Creates a workbook with its workflows and actions.",
     .positionals = definition,
     .options = namespace_and_public,
     .shape = Shape::fields,
     .run = [](const Call& call) { return send_workbook(call, "POST"); }},
    {.name = "workbook-update",
     .summary = "Changes a workbook.",
     .positionals = definition,
     .options = namespace_and_public,
     .shape = Shape::fields,
     .run = [](const Call& call) { return send_workbook(call, "PUT"); }},
    {.name = "workbook-get",
     .summary = "Shows a workbook.",
     .positionals = workbook_name,
     .options = namespace_option,
     .shape = Shape::fields,
     .run = [](const Call& call) { return show_object(call, workbooks, "workbook"); }},
    {.name = "workbook-get-definition",
     .summary = "Prints the text of a workbook.",
     .positionals = workbook_name,
     .options = namespace_option,
     .run = [](const Call& call) { return show_definition(call, workbooks, "workbook"); }},
    {.name = "workbook-list",
     .summary = "Lists workbooks.",
     .options = list_options,
     .shape = Shape::rows,
     .run = [](const Call& call) { return list_definitions(call, workbooks); }},
    {.name = "workbook-delete",
     .summary = "Deletes workbooks; their workflows and actions stay.",
     .positionals = workbook_names,
     .options = namespace_option,
     .run = [](const Call& call) { return delete_named(call, workbooks, "workbook"); }},
    {.name = "workbook-validate",
     .summary = "Checks the text of a workbook.",
     .positionals = definition,
     .shape = Shape::fields,
     .run = [](const Call& call) { return validate_definition(call, workbooks); }},
};

constexpr Command workflow_rows[] = {
    {.name = "workflow-create",
     .summary = "Creates the workflows of a definition.",
     .positionals = definition,
     .options = namespace_and_public,
     .shape = Shape::rows,
     .run = [](const Call& call) { return send_several(call, workflows, "POST"); }},
    {.name = "workflow-update",
     .summary = "Changes the workflows of a definition.",
     .positionals = definition,
     .options = update_options,
     .shape = Shape::rows,
     .run = [](const Call& call) { return send_several(call, workflows, "PUT"); }},
    {.name = "workflow-get",
     .summary = "Shows a workflow.",
     .positionals = workflow_name,
     .options = namespace_option,
     .shape = Shape::fields,
     .run = [](const Call& call) { return show_object(call, workflows, "workflow"); }},
    {.name = "workflow-get-definition",
     .summary = "Prints the text of a workflow.",
     .positionals = workflow_name,
     .options = namespace_option,
     .run = [](const Call& call) { return show_definition(call, workflows, "workflow"); }},
    {.name = "workflow-list",
     .summary = "Lists workflows.",
     .options = list_options,
     .shape = Shape::rows,
     .run = [](const Call& call) { return list_definitions(call, workflows); }},
    {.name = "workflow-delete",
     .summary = "Deletes workflows.",
     .positionals = workflow_names,
     .options = namespace_option,
     .run = [](const Call& call) { return delete_named(call, workflows, "workflow"); }},
    {.name = "workflow-validate",
     .summary = "Checks the text of a definition.",
     .positionals = definition,
     .shape = Shape::fields,
     .run = [](const Call& call) { return validate_definition(call, workflows); }},
};

constexpr Command action_rows[] = {
    {.name = "action-create",
     .summary = "Creates the actions of a definition.",
     .positionals = definition,
     .options = namespace_and_public,
     .shape = Shape::rows,
     .run = [](const Call& call) { return send_several(call, actions, "POST"); }},
    {.name = "action-update",
     .summary = "Changes the actions of a definition.",
     .positionals = definition,
     .options = update_options,
     .shape = Shape::rows,
     .run = [](const Call& call) { return send_several(call, actions, "PUT"); }},
    {.name = "action-get",
     .summary = "Shows an action.",
     .positionals = action_name,
     .options = namespace_option,
     .shape = Shape::fields,
     .run = [](const Call& call) { return show_object(call, actions, "action"); }},
    {.name = "action-get-definition",
     .summary = "Prints the text of an action.",
     .positionals = action_name,
     .options = namespace_option,
     .run = [](const Call& call) { return show_definition(call, actions, "action"); }},
    {.name = "action-list",
     .summary = "Lists actions.",
     .options = list_options_namespace,
     .shape = Shape::rows,
     .run = [](const Call& call) { return list_all(call, actions); }},
    {.name = "action-delete",
     .summary = "Deletes actions.",
     .positionals = action_names,
     .options = namespace_option,
     .run = [](const Call& call) { return delete_named(call, actions, "action"); }},
    {.name = "action-validate",
     .summary = "Checks the text of a definition.",
     .positionals = definition,
     .shape = Shape::fields,
     .run = [](const Call& call) { return validate_definition(call, actions); }},
};

}  // namespace

std::span<const Command> workbook_commands() {
    return workbook_rows;
}

std::span<const Command> workflow_commands() {
    return workflow_rows;
}

std::span<const Command> action_commands() {
    return action_rows;
}

}  // namespace wf::cli
