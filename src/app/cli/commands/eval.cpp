// eval: expressions outside of any workflow.
#include "app/cli/arguments.hpp"
#include "app/cli/commands/common.hpp"
#include "app/cli/commands/groups.hpp"
#include "app/cli/eval/line_service.hpp"
#include "expr/evaluator/answer.hpp"
#include "runtime/random.hpp"

namespace wf::cli {

namespace {

constexpr Option eval_options[] = {
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

Result<Outcome> eval(const Call& call) {
    if (call.arguments.has("--jsonl")) return serve(call);
    return usage_error("eval: --jsonl is missing; see mistral eval --help");
}

constexpr Command rows[] = {
    {.name = "eval",
     .summary = "Evaluates YAQL and Jinja2 expressions without a server.",
     .options = eval_options,
     .run = eval},
};

}  // namespace

std::span<const Command> eval_commands() {
    return rows;
}

}  // namespace wf::cli
