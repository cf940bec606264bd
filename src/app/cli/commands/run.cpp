// run: a workflow without a server.
#include "app/cli/commands/groups.hpp"
#include "app/cli/run/follow.hpp"
#include "app/common/system.hpp"
#include "telemetry/log.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

namespace wf::cli {

namespace {

constexpr Positional positionals[] = {
    {"FILE", "Workflow list or workbook in YAML; - is standard input."},
    {"key=value",
     "[WORKFLOW] and its inputs; values are JSON if they parse, else text.",
     Arity::any},
};
constexpr Option run_options[] = {
    {"--params", "", "JSON", "File or JSON, e.g. {\"env\": {}, \"task_name\": \"t\"}."},
    {"--timeout", "", "SECONDS", "Stops waiting after this time; exit code 4."},
    {"--quiet", "-q", "", "Shows no progress."},
};

Result<std::unique_ptr<Logger>> open_log() {
    LogOptions options;
    options.level = LogLevel::error;
    return Logger::open(std::move(options));
}

/// The output even of a failure: it says what failed.
Outcome outcome_of(const WorkflowProgress& progress, const Streams& streams) {
    Outcome outcome;
    const Value output = progress.output.is_null() ? Value::dict({}) : progress.output;
    outcome.text = to_json(output, JsonStyle::indented) + "\n";
    outcome.exit_code = exit_code_of(progress.state);
    if (progress.state != State::success) {
        fmt::print(
            streams.err,
            "{}: {}{}{}\n",
            progress.name,
            name_of(progress.state),
            progress.info.empty() ? "" : ": ",
            progress.info
        );
    }
    return outcome;
}

Result<Outcome> run(const Call& call) {
    WF_TRY(const RunRequest request, read_run_request(call.arguments));
    WF_TRY(const auto log, open_log());
    app::SystemOptions options;
    options.in_memory = true;
    options.with_api = false;
    WF_TRY(const auto system, app::System::start(options, *log));

    const Document& document = request.document;
    const bool is_workbook = document.kind == DocumentKind::workbook;
    const Instant now = system->clock().now();
    WF_CHECK(app::define(system->storage(), document.text, is_workbook, now));

    const auto display = request.quiet ? silent_display() : make_display(call.streams.err);
    const Engine engine{system->storage(), system->commands(), system->clock()};
    WF_TRY(const WorkflowProgress end, follow(request, engine, *display));
    system->stop(Millis{0});
    return outcome_of(end, call.streams);
}

constexpr Command rows[] = {
    {.name = "run",
     .summary = "Runs a workflow of a file in this process and prints its output.",
     .positionals = positionals,
     .options = run_options,
     .run = run},
};

}  // namespace

std::span<const Command> run_commands() {
    return rows;
}

}  // namespace wf::cli
