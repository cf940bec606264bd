#include "app/db_manage/db_manage.hpp"

#include "app/common/settings.hpp"
#include "app/db_manage/arguments.hpp"
#include "storage/schema/schema_admin.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace wf::app {
namespace {

// What the original and its migration library answer.
constexpr int exit_usage = 2;
constexpr int exit_missing_revision = 1;
constexpr int exit_failed = 255;

struct Call {
    SchemaAdmin& schema;
    const DbManageArguments& arguments;
    std::string& output;
};

std::string marked(std::uint32_t number) {
    return revision_text(number) + (number == schema_head() ? " (head)" : "");
}

Result<void> current(const Call& call) {
    WF_TRY(const std::uint32_t number, call.schema.current());
    // An empty database has no revision, and the original prints nothing for it.
    if (number > 0) call.output += marked(number) + "\n";
    return {};
}

Result<void> history(const Call& call) {
    const auto steps = schema_steps();
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        call.output += revision_text(step->number - 1) + " -> " + marked(step->number) + ", ";
        call.output.append(step->summary).append("\n");
    }
    return {};
}

Result<void> branches(const Call& /*call*/) {
    return {};  // the history is a line
}

/// "+2" or --delta 2, counted from where the database is.
Result<std::uint32_t> relative(const Call& call, const std::string& text) {
    WF_TRY(const std::uint32_t from, call.schema.current());
    std::uint32_t count = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 1, end, count);
    if (error == std::errc{} && stop == end &&
        count <= schema_head() - std::min(from, schema_head()))
        return from + count;
    return fail(
        ErrorCode::invalid_argument,
        "Relative revision " + text + " didn't produce " + text.substr(1) + " migrations"
    );
}

Result<std::uint32_t> target_of(const Call& call) {
    if (call.arguments.delta) return relative(call, "+" + std::to_string(*call.arguments.delta));
    if (call.arguments.revision.starts_with("+")) return relative(call, call.arguments.revision);
    return parse_revision(call.arguments.revision);
}

std::string running(const SchemaStep& step) {
    return "Running upgrade " + revision_text(step.number - 1) + " -> " +
           revision_text(step.number) + ", " + std::string{step.summary} + "\n";
}

Result<void> upgrade(const Call& call) {
    WF_TRY(const std::uint32_t to, target_of(call));
    std::uint32_t from = 0;  // without a database to look at, SQL is for an empty one
    if (!call.arguments.sql_only) {
        WF_TRY(from, call.schema.current());
    }
    std::string statements = "BEGIN;\n";
    std::string steps;
    for (const SchemaStep& step : schema_steps()) {
        if (step.number <= from || step.number > to) continue;
        steps += running(step);
        statements += "\n-- " + running(step);
        statements += sql_of(step, call.schema.dialect());
    }
    if (call.arguments.sql_only) {
        call.output += statements + "\n" + record_revision_sql(to) + "COMMIT;\n";
        return {};
    }
    WF_CHECK(call.schema.upgrade(to));
    call.output += steps;
    return {};
}

Result<void> stamp(const Call& call) {
    WF_TRY(const std::uint32_t to, target_of(call));
    if (!call.arguments.sql_only) return call.schema.stamp(to);
    call.output += record_revision_sql(to);
    return {};
}

Result<void> populate(const Call& call) {
    call.output += "Nothing to populate: the standard actions are part of the program.\n";
    return {};
}

struct Command {
    std::string_view name;
    std::string_view help;
    bool needs_revision;
    Result<void> (*run)(const Call& call);
};

constexpr Command commands[] = {
    {"current", "Show the revision of the database.", false, current},
    {"history", "List all revisions, newest first.", false, history},
    {"branches", "List branch points; there are none.", false, branches},
    {"upgrade", "Upgrade to REVISION: head, a number, +N, or --delta N.", true, upgrade},
    {"stamp", "Record REVISION without upgrading.", true, stamp},
    {"populate", "Does nothing: kept for scripts.", false, populate},
    {"populate_actions", "Does nothing: kept for scripts.", false, populate},
};

std::string help() {
    std::string text = "Usage: mistral-db-manage [OPTION]... COMMAND [REVISION]\n\n"
                       "Looks at and upgrades the database. mistral-server upgrades an SQLite "
                       "file by itself.\n\nCommands:\n";
    for (const Command& command : commands) {
        std::string left = "  " + std::string{command.name};
        left.resize(34, ' ');
        text.append(left).append(command.help).append("\n");
    }
    return text + "\nOptions:\n" + db_manage_options_help();
}

DbManageOutcome usage_error(const std::string& what) {
    return {exit_usage, "", "mistral-db-manage: error: " + what + "; see --help\n"};
}

Result<void> run(const Command& command, const DbManageArguments& arguments, std::string& output) {
    WF_TRY(const LoadedConfig loaded, load_config(arguments.sources));
    WF_TRY(const SqliteOptions sqlite, sqlite_options(loaded.config));
    WF_TRY(const auto schema, open_sqlite_schema(sqlite.path));
    return command.run({*schema, arguments, output});
}

}  // namespace

DbManageOutcome run_db_manage(
    const std::vector<std::string>& words, std::vector<std::string> environment
) {
    auto arguments = parse_db_manage_arguments(words);
    if (!arguments) return usage_error(arguments.error().message);
    if (arguments->show_help) return {0, help(), ""};
    if (arguments->show_version) return {0, std::string{WF_VERSION} + "\n", ""};
    if (arguments->command.empty()) return usage_error("a command is required");
    const auto* command = std::ranges::find(commands, arguments->command, &Command::name);
    if (command == std::end(commands))
        return usage_error("there is no command '" + arguments->command + "'");
    if (command->needs_revision && arguments->revision.empty() && !arguments->delta)
        return {exit_missing_revision, "", "You must provide a revision or relative delta\n"};
    arguments->sources.environment = std::move(environment);
    DbManageOutcome outcome;
    if (const auto result = run(*command, *arguments, outcome.output); !result)
        return {exit_failed, outcome.output, "FAILED: " + result.error().message + "\n"};
    return outcome;
}

}  // namespace wf::app
