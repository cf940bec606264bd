// eval: expressions outside of any workflow.
#include "app/cli/arguments.hpp"
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"
#include "app/cli/eval/interactive.hpp"
#include "app/cli/eval/line_service.hpp"
#include "app/cli/eval/session.hpp"
#include "app/cli/text_source.hpp"
#include "expr/evaluator/answer.hpp"

namespace wf::cli {

namespace {

constexpr Positional positionals[] = {
    {"EXPRESSION",
     "A text with <% YAQL %> or {{ Jinja2 }}, or a bare expression. Bare it is Jinja2 if it uses\n"
     "                               _ (the data) or parses as nothing else, and YAQL otherwise.\n"
     "                               Write -- before one that begins with a minus sign.",
     Arity::optional},
};

constexpr Option eval_options[] = {
    {"--data", "-d", "DATA", "File, - for standard input, or JSON: $ in YAQL, _ in Jinja2."},
    {"--env", "-e", "ENV", "File or JSON map: env(), $__env, __env."},
    {"--language", "-l", "LANGUAGE", "yaql, jinja or auto (default)."},
    {"--interactive", "-i", "", "Reads expressions line by line; :help shows more."},
    {"--jsonl", "", "", "Answers requests, one JSON object per line, until the input ends."},
};

Result<Outcome> serve(const Call& call) {
    SystemRandom random;
    const AnswerLine answer = [&](std::string_view line) {
        return expr::answer_line(line, {.random = random, .now = clock_now()});
    };
    WF_CHECK(serve_lines(fileno(call.streams.in), fileno(call.streams.out), answer));
    return Outcome{};
}

Result<void> prepare(Session& session, const Arguments& arguments) {
    WF_TRY(const auto language, language_named(arguments.get_or("--language", "auto")));
    session.set_language(language);
    if (const auto data = arguments.get("--data")) {
        WF_TRY(Value value, file_or_value(*data, "the data"));
        session.set_data(std::move(value));
    }
    if (const auto environment = arguments.get("--env")) {
        WF_TRY(Value value, file_or_dict(*environment, "the environment"));
        WF_CHECK(session.set_environment(std::move(value)));
    }
    return {};
}

Result<Outcome> eval(const Call& call) {
    const Arguments& arguments = call.arguments;
    if (arguments.has("--jsonl")) return serve(call);
    Session session;
    if (Result<void> prepared = prepare(session, arguments); !prepared)
        return usage_error(std::move(prepared.error().message));
    Outcome outcome;
    if (arguments.has("--interactive")) {
        outcome.exit_code = run_interactive(session, call.streams);
        return outcome;
    }
    const auto expression = arguments.get("EXPRESSION");
    if (!expression) return usage_error("eval: EXPRESSION is missing; see mistral eval --help");
    Session::Reply reply = session.evaluate(*expression);
    if (reply.is_value) {
        outcome.text = std::move(reply.text);
        return outcome;
    }
    std::fwrite(reply.text.data(), 1, reply.text.size(), call.streams.err);
    outcome.exit_code = exit_failure;
    return outcome;
}

constexpr Command rows[] = {
    {.name = "eval",
     .summary = "Evaluates YAQL and Jinja2 expressions without a server.",
     .positionals = positionals,
     .options = eval_options,
     .run = eval},
};

}  // namespace

std::span<const Command> eval_commands() {
    return rows;
}

}  // namespace wf::cli
