// event-trigger-*: workflows to be started by events of other services.
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"

namespace wf::cli {

namespace {

constexpr Positional trigger[] = {{"event_trigger", "Id."}};
constexpr Positional triggers[] = {{"event_trigger_id", "Ids.", Arity::many}};
constexpr Positional create_positionals[] = {
    {"name", "Name of the trigger."},
    {"workflow_id", "Id of the workflow."},
    {"exchange", "Exchange of the events."},
    {"topic", "Topic of the events."},
    {"event", "Type of the events."},
    {"workflow_input", "File or JSON: {\"name\": \"value\"}.", Arity::optional},
};
constexpr Option create_options[] = {
    {"--params", "", "PARAMS", "File or JSON: params of the executions."},
};

Result<Outcome> create(const Call& call) {
    DictBuilder body;
    for (const Positional& positional : create_positionals) {
        if (positional.arity == Arity::one)
            body.set(positional.name, *call.arguments.get(positional.name));
    }
    WF_CHECK(take_dict(call, "workflow_input", "the input", "workflow_input", body));
    WF_CHECK(take_dict(call, "--params", "the params", "workflow_params", body));
    return create_object(call, event_triggers, std::move(body));
}

constexpr Command rows[] = {
    {.name = "event-trigger-create",
     .summary = "Stores which workflow an event is to start.",
     .positionals = create_positionals,
     .options = create_options,
     .shape = Shape::fields,
     .run = create},
    {.name = "event-trigger-get",
     .summary = "Shows an event trigger.",
     .positionals = trigger,
     .shape = Shape::fields,
     .run = [](const Call& call) { return show_object(call, event_triggers, "event_trigger"); }},
    {.name = "event-trigger-list",
     .summary = "Lists event triggers.",
     .options = list_options,
     .shape = Shape::rows,
     .run = [](const Call& call) { return list_all(call, event_triggers); }},
    {.name = "event-trigger-delete",
     .summary = "Deletes event triggers.",
     .positionals = triggers,
     .run = [](const Call& call
            ) { return delete_objects(call, event_triggers, "event_trigger_id"); }},
};

}  // namespace

std::span<const Command> event_trigger_commands() {
    return rows;
}

}  // namespace wf::cli
