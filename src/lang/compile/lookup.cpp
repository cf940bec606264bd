#include "lang/compile/lookup.hpp"

#include "lang/check/suggest.hpp"

namespace wf::lang {
namespace {

struct Command {
    std::string_view name;
    EngineCommand command;
};

constexpr Command commands[] = {
    {"noop", EngineCommand::noop},
    {"fail", EngineCommand::fail},
    {"succeed", EngineCommand::succeed},
    {"pause", EngineCommand::pause},
};

}  // namespace

EngineCommand command_of(std::string_view name) {
    for (const Command& command : commands) {
        if (command.name == name) return command.command;
    }
    return EngineCommand::none;
}

std::string task_path(const Place& workflow, std::string_view task, std::string_view key) {
    std::string path = workflow.path();
    if (!path.empty()) path += '.';
    if (task.empty()) return path + "task-defaults." + std::string{key};
    return path + "tasks." + std::string{task} + "." + std::string{key};
}

void report_unknown_task(
    yaml::Mark mark, std::string path, std::string_view name, const Program& program, Checker& out
) {
    std::string suggestion;
    if (out.may_suggest()) {
        Suggestion search{name};
        for (const TaskSpec& task : program.tasks) search.consider(task.name);
        if (program.type == WorkflowType::direct) {
            for (const Command& command : commands) search.consider(command.name);
        }
        suggestion = std::move(search).text();
    }
    out.meaning(
        mark, std::move(path), "Task '" + std::string{name} + "' not found.", std::move(suggestion)
    );
}

}  // namespace wf::lang
