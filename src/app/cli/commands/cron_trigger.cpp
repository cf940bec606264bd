// cron-trigger-*: workflows started by the clock.
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"
#include "base/id.hpp"

#include <charconv>
#include <ctime>

namespace wf::cli {

namespace {

constexpr Positional trigger[] = {{"cron_trigger", "Name or id."}};
constexpr Positional triggers[] = {{"cron_trigger", "Names or ids.", Arity::many}};
constexpr Positional create_positionals[] = {
    {"name", "Name of the trigger."},
    {"workflow_identifier", "Id or name of the workflow."},
    {"workflow_input", "File or JSON: {\"name\": \"value\"}.", Arity::optional},
};
constexpr Option create_options[] = {
    {"--params", "", "PARAMS", "File or JSON: params of the executions."},
    {"--pattern", "", "\"* * * * *\"", "When: minute hour day month weekday [second], in UTC."},
    {"--first-time", "", "\"YYYY-MM-DD HH:MM\"", "The first time, local time."},
    {"--count", "", "N", "How often (without end; once without a pattern)."},
    {"--utc", "", "", "The first time is in UTC."},
};

/// Local time as UTC. What is no time stays as it is: the server says what is wrong with it.
std::string in_utc(const std::string& local) {
    std::tm time{};
    const char* end = ::strptime(local.c_str(), "%Y-%m-%d %H:%M", &time);
    if (end == nullptr || *end != '\0') return local;
    time.tm_isdst = -1;
    const std::time_t at = std::mktime(&time);
    return to_text(Instant{static_cast<std::int64_t>(at) * 1000}).substr(0, 16);
}

Result<Value> count_of(const std::string& text) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size())
        return fail(ErrorCode::invalid_argument, "--count '" + text + "' is not a whole number");
    return Value{count};
}

Result<Outcome> create(const Call& call) {
    const Arguments& arguments = call.arguments;
    const std::string workflow = *arguments.get("workflow_identifier");
    DictBuilder body;
    body.set("name", *arguments.get("name"));
    body.set(parse_id(workflow) ? "workflow_id" : "workflow_name", workflow);
    if (const auto pattern = arguments.get("--pattern")) body.set("pattern", *pattern);
    if (const auto first = arguments.get("--first-time"))
        body.set("first_execution_time", arguments.has("--utc") ? *first : in_utc(*first));
    if (const auto text = arguments.get("--count")) {
        WF_TRY(const Value count, count_of(*text));
        body.set("remaining_executions", count);
    }
    WF_CHECK(take_dict(call, "workflow_input", "the input", "workflow_input", body));
    WF_CHECK(take_dict(call, "--params", "the params", "workflow_params", body));
    return create_object(call, cron_triggers, std::move(body));
}

constexpr Command rows[] = {
    {.name = "cron-trigger-create",
     .summary = "Starts a workflow by the clock.",
     .positionals = create_positionals,
     .options = create_options,
     .shape = Shape::fields,
     .run = create},
    {.name = "cron-trigger-get",
     .summary = "Shows a cron trigger.",
     .positionals = trigger,
     .shape = Shape::fields,
     .run = [](const Call& call) { return show_object(call, cron_triggers, "cron_trigger"); }},
    {.name = "cron-trigger-list",
     .summary = "Lists cron triggers.",
     .options = list_options,
     .shape = Shape::rows,
     .run = [](const Call& call) { return list_all(call, cron_triggers); }},
    {.name = "cron-trigger-delete",
     .summary = "Deletes cron triggers.",
     .positionals = triggers,
     .run = [](const Call& call) { return delete_objects(call, cron_triggers, "cron_trigger"); }},
};

}  // namespace

std::span<const Command> cron_trigger_commands() {
    return rows;
}

}  // namespace wf::cli
