#include "app/cli/eval/interactive.hpp"

#include "app/cli/eval/line_source.hpp"
#include "app/cli/text_source.hpp"
#include "base/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace wf::cli {

namespace {

struct State {
    Session& session;
    const Streams& streams;
    bool is_over = false;
};

Result<void> load_data(State& state, std::string_view argument) {
    WF_TRY(Value data, file_or_value(argument, "the data"));
    state.session.set_data(std::move(data));
    return {};
}

Result<void> load_environment(State& state, std::string_view argument) {
    WF_TRY(Value environment, file_or_dict(argument, "the environment"));
    return state.session.set_environment(std::move(environment));
}

Result<void> choose_language(State& state, std::string_view argument) {
    WF_TRY(const auto language, language_named(argument));
    state.session.set_language(language);
    return {};
}

Result<void> use_last(State& state, std::string_view) {
    state.session.use_last_result();
    return {};
}

Result<void> show_help(State& state, std::string_view);

Result<void> quit(State& state, std::string_view) {
    state.is_over = true;
    return {};
}

struct Directive {
    std::string_view name;
    std::string_view argument;  ///< empty: it takes none
    std::string_view doc;
    Result<void> (*run)(State& state, std::string_view argument);
};

constexpr Directive directives[] = {
    {":data", "FILE|JSON", "The data: $ in YAQL, _ in Jinja2.", load_data},
    {":env", "FILE|JSON", "The environment: env(), $__env, __env.", load_environment},
    {":language", "yaql|jinja|auto", "Language of bare expressions.", choose_language},
    {":use", "", "The last result becomes the data.", use_last},
    {":help", "", "Shows this.", show_help},
    {":quit", "", "Ends; so does the end of the input.", quit},
};

Result<void> show_help(State& state, std::string_view) {
    fmt::print(state.streams.out, "An expression, or a text with <% %> or {{{{ }}}}; or\n");
    for (const Directive& row : directives)
        fmt::print(
            state.streams.out,
            "  {:<26} {}\n",
            fmt::format("{} {}", row.name, row.argument),
            row.doc
        );
    return {};
}

Result<void> run_directive(State& state, std::string_view line) {
    const std::string_view name = line.substr(0, line.find(' '));
    const std::size_t start = line.find_first_not_of(' ', name.size());
    const std::string_view argument =
        start == std::string_view::npos ? std::string_view{} : line.substr(start);
    const auto* row = std::ranges::find(directives, name, &Directive::name);
    if (row == std::end(directives)) {
        std::vector<std::string_view> names;
        for (const Directive& known : directives) names.push_back(known.name);
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("unknown command '{}'{}", name, did_you_mean(name, names))
        );
    }
    if (!row->argument.empty() && argument.empty())
        return fail(
            ErrorCode::invalid_argument, fmt::format("{} needs {}", row->name, row->argument)
        );
    return row->run(state, argument);
}

/// True unless something failed.
bool run_line(State& state, std::string_view line) {
    if (line.starts_with(':')) {
        const Result<void> done = run_directive(state, line);
        if (!done) fmt::print(state.streams.err, "{}\n", done.error().message);
        return done.has_value();
    }
    const Session::Reply reply = state.session.evaluate(line);
    std::FILE* to = reply.is_value ? state.streams.out : state.streams.err;
    std::fwrite(reply.text.data(), 1, reply.text.size(), to);
    return reply.is_value;
}

}  // namespace

int run_interactive(Session& session, const Streams& streams) {
    const auto lines = open_lines(streams.in, streams.out, "> ");
    State state{session, streams};
    bool all_well = true;
    while (!state.is_over) {
        const std::optional<std::string> line = lines->next();
        if (!line) break;
        if (line->find_first_not_of(" \t") == std::string::npos) continue;
        all_well = run_line(state, *line) && all_well;
        std::fflush(streams.out);
    }
    // A person has seen what failed; a script has to be told.
    return all_well || lines->is_terminal() ? exit_success : exit_failure;
}

}  // namespace wf::cli
