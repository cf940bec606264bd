#include "app/cli/commands.hpp"

#include "app/cli/arguments.hpp"
#include "app/cli/commands/groups.hpp"
#include "base/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::cli {

namespace {

struct Group {
    std::string_view title;
    std::span<const Command> (*commands)();
};

constexpr Group groups[] = {
    {"Without a server", run_commands},
    {"Expressions", eval_commands},
    {"Definitions", lint_commands},
    {"Tests of workflows", test_commands},
    {"Workflows", workflow_commands},
    {"Executions", execution_commands},
    {"Tasks", task_commands},
    {"Action executions", action_execution_commands},
    {"Workbooks", workbook_commands},
    {"Actions", action_commands},
    {"Environments", environment_commands},
    {"Cron triggers", cron_trigger_commands},
    {"Event triggers", event_trigger_commands},
};

std::string usage_word(const Positional& positional) {
    switch (positional.arity) {
    case Arity::one: return std::string{positional.name};
    case Arity::optional: return fmt::format("[{}]", positional.name);
    case Arity::any: return fmt::format("[{}...]", positional.name);
    case Arity::many: return fmt::format("{}...", positional.name);
    }
    return {};
}

std::string left_column(const Option& option) {
    std::string text = option.letter.empty() ? "" : fmt::format("{}, ", option.letter);
    text += option.name;
    if (!option.value_name.empty()) text += fmt::format(" {}", option.value_name);
    return text;
}

}  // namespace

std::vector<const Command*> all_commands() {
    std::vector<const Command*> all;
    for (const Group& group : groups) {
        for (const Command& command : group.commands()) all.push_back(&command);
    }
    return all;
}

const Command* find_command(std::string_view name) {
    const std::vector<const Command*> all = all_commands();
    const auto found = std::ranges::find(all, name, &Command::name);
    return found == all.end() ? nullptr : *found;
}

std::string overview() {
    std::string text = "usage: mistral [--mistral-url URL] COMMAND [ARGUMENT...]\n"
                       "       mistral COMMAND --help\n";
    std::string_view title;
    for (const Group& group : groups) {
        if (group.title != title) text += fmt::format("\n{}\n", group.title);
        title = group.title;
        for (const Command& command : group.commands())
            text += fmt::format("  {:<28} {}\n", command.name, command.summary);
    }
    text += "\nThe server is http://localhost:8989/v2 unless --mistral-url or OS_MISTRAL_URL says "
            "otherwise.\n";
    return text;
}

std::string help_of(const Command& command) {
    std::string text = fmt::format("usage: mistral {}", command.name);
    for (const Positional& positional : command.positionals) text += " " + usage_word(positional);
    text += fmt::format(" [OPTION...]\n\n{}\n", command.summary);

    for (const Positional& positional : command.positionals) {
        if (&positional == command.positionals.data()) text += '\n';
        text += fmt::format("  {:<28} {}\n", positional.name, positional.doc);
    }
    text += '\n';
    for (const auto options : {command.options, shape_options(command.shape), global_options()}) {
        for (const Option& option : options)
            text += fmt::format("  {:<28} {}\n", left_column(option), option.doc);
    }
    return text;
}

std::string unknown_command(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Command* command : all_commands()) names.push_back(command->name);
    return fmt::format(
        "unknown command '{}'{}\n`mistral --help` lists the commands.",
        name,
        did_you_mean(name, names)
    );
}

}  // namespace wf::cli
