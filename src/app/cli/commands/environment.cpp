// environment-*: stored named values.
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"
#include "app/cli/text_source.hpp"
#include "value/json.hpp"

namespace wf::cli {

namespace {

constexpr Positional file[] = {
    {"file", "File with name, description, variables and scope, in YAML or JSON."}};
constexpr Positional name[] = {{"environment", "Name."}};
constexpr Positional names[] = {{"environment", "Names.", Arity::many}};

Result<Outcome> send(const Call& call, std::string method) {
    WF_TRY(const Value given, file_or_dict(*call.arguments.get("file"), "the environment"));
    const Value& variables = given["variables"];
    const Value body =
        variables.is_dict() ? with_member(given, "variables", to_json(variables)) : given;
    WF_TRY(const Value answer, call.rest.send_json(std::move(method), "/environments", body));
    return fields_outcome(environments, answer, clock_now());
}

constexpr Command rows[] = {
    {.name = "environment-create",
     .summary = "Creates an environment.",
     .positionals = file,
     .shape = Shape::fields,
     .run = [](const Call& call) { return send(call, "POST"); }},
    {.name = "environment-update",
     .summary = "Changes an environment.",
     .positionals = file,
     .shape = Shape::fields,
     .run = [](const Call& call) { return send(call, "PUT"); }},
    {.name = "environment-get",
     .summary = "Shows an environment.",
     .positionals = name,
     .shape = Shape::fields,
     .run = [](const Call& call) { return show_object(call, environments, "environment"); }},
    {.name = "environment-list",
     .summary = "Lists environments.",
     .options = list_options,
     .shape = Shape::rows,
     .run = [](const Call& call) { return list_all(call, environments); }},
    {.name = "environment-delete",
     .summary = "Deletes environments.",
     .positionals = names,
     .run = [](const Call& call) { return delete_objects(call, environments, "environment"); }},
};

}  // namespace

std::span<const Command> environment_commands() {
    return rows;
}

}  // namespace wf::cli
