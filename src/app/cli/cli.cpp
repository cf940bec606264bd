#include "app/cli/cli.hpp"

#include "app/cli/arguments.hpp"
#include "app/cli/commands.hpp"
#include "app/cli/output/render.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::cli {

namespace {

void print(std::FILE* to, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), to);
    std::fflush(to);
}

int report(const Streams& streams, const Error& error, int exit_code) {
    std::string text = fmt::format("mistral: {}\n", error.message);
    for (const std::string& note : error.notes) text += fmt::format("  {}\n", note);
    print(streams.err, text);
    return exit_code;
}

/// Moves the words before the command's name behind it, so that options may stand on both sides.
std::string take_command_name(std::vector<std::string>& words) {
    std::size_t at = 0;
    while (at < words.size() && words[at].starts_with("--")) {
        const bool takes_next = std::ranges::any_of(global_options(), [&](const Option& option) {
            return option.name == words[at] && !option.value_name.empty();
        });
        at += takes_next ? 2 : 1;
    }
    if (at >= words.size()) return {};
    std::string name = std::move(words[at]);
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    return name;
}

std::string url_of(const Arguments& arguments, const CliWorld& world) {
    if (const auto url = arguments.get("--mistral-url")) return *url;
    return arguments.get_or("--os-mistral-url", world.default_url);
}

int run_command(const Command& command, const Arguments& arguments, const CliWorld& world) {
    Rest rest{world.connect(url_of(arguments, world))};
    const Call call{arguments, rest, world.streams};
    Result<Outcome> outcome = command.run(call);
    if (!outcome) {
        const bool is_usage = outcome.error().kind == "usage";
        return report(world.streams, outcome.error(), is_usage ? exit_usage : exit_failure);
    }
    const int exit_code = outcome->exit_code;
    const Result<std::string> text = render(
        *std::move(outcome), arguments.get_or("--format", "table"), arguments.all("--column")
    );
    if (!text) return report(world.streams, text.error(), exit_usage);
    print(world.streams.out, *text);
    return exit_code;
}

bool asks_for_help(const std::vector<std::string>& words) {
    return words.empty() || words[0] == "--help" || words[0] == "-h" ||
           (words[0] == "help" && words.size() == 1);
}

}  // namespace

int run_cli(std::vector<std::string> words, const CliWorld& world) {
    const Streams& streams = world.streams;
    if (asks_for_help(words)) {
        print(streams.out, overview());
        return exit_success;
    }
    if (words[0] == "--version") {
        print(streams.out, "mistral " WF_VERSION "\n");
        return exit_success;
    }
    if (words[0] == "help") words = {words[1], "--help"};

    const std::string name = take_command_name(words);
    const Command* command = find_command(name);
    if (command == nullptr) {
        print(streams.err, fmt::format("mistral: {}\n", unknown_command(name)));
        return exit_usage;
    }
    const Result<Arguments> arguments = parse_arguments(*command, words);
    if (!arguments) return report(streams, arguments.error(), exit_usage);
    if (arguments->has("--help")) {
        print(streams.out, help_of(*command));
        return exit_success;
    }
    return run_command(*command, *arguments, world);
}

}  // namespace wf::cli
