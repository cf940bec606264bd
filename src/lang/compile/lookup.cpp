#include "lang/compile/lookup.hpp"

#include "base/suggest.hpp"

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

bool same_place(yaml::Mark a, yaml::Mark b) {
    return a.line == b.line && a.column == b.column;
}

// A target is a text, or the key of a mapping with a condition.
bool is_written_at(const yaml::Node& node, yaml::Mark mark) {
    if (same_place(node.mark, mark) && node.is_text()) return true;
    return node.is_mapping() && node.children.size() == 1 &&
           same_place(node.children[0].key_mark, mark);
}

// "[1]" or ".next[1]": the way from a clause, or from `requires`, to the target at `mark`.
std::string way_to(const yaml::Node& node, yaml::Mark mark) {
    if (const yaml::Node* next = node.find("next")) return ".next" + way_to(*next, mark);
    if (!node.is_list()) return {};
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (is_written_at(node.children[i], mark)) return "[" + std::to_string(i) + "]";
    }
    return {};
}

const yaml::Node* find_member(const yaml::Node& workflow, const MemberOfTask& member) {
    const yaml::Node* owner = workflow.find("task-defaults");
    if (!member.task.empty()) {
        const yaml::Node* tasks = workflow.find("tasks");
        owner = tasks == nullptr ? nullptr : tasks->find(member.task);
    }
    return owner == nullptr ? nullptr : owner->find(member.key);
}

std::string not_found(const Target& target) {
    return "Task '" + target.name + "' not found.";
}

}  // namespace

EngineCommand command_of(std::string_view name) {
    for (const Command& command : commands) {
        if (command.name == name) return command.command;
    }
    return EngineCommand::none;
}

std::string_view name_of(EngineCommand command) {
    for (const Command& each : commands) {
        if (each.command == command) return each.name;
    }
    return {};
}

std::string task_path(const Place& workflow, const MemberOfTask& member) {
    std::string path = workflow.path();
    if (!path.empty()) path += '.';
    path += member.task.empty() ? "task-defaults" : "tasks." + std::string{member.task};
    return path + "." + std::string{member.key};
}

std::string item_path(const Place& workflow, const MemberOfTask& member, yaml::Mark mark) {
    const yaml::Node* node = find_member(workflow.node(), member);
    return task_path(workflow, member) + (node == nullptr ? "" : way_to(*node, mark));
}

void report_unknown_task(
    const Place& workflow,
    const MemberOfTask& member,
    const Target& target,
    const Program& program,
    Checker& out
) {
    if (!out.validates()) return;
    // Both the place and the nearest name take a walk: not worth it for findings nobody reads.
    if (!out.may_suggest()) {
        out.graph(Stage::links, target.mark, task_path(workflow, member), not_found(target));
        return;
    }
    Suggestion search{target.name};
    for (const TaskSpec& task : program.tasks) search.consider(task.name);
    if (program.type == WorkflowType::direct) {
        for (const Command& command : commands) search.consider(command.name);
    }
    out.graph(
        Stage::links,
        target.mark,
        item_path(workflow, member, target.mark),
        not_found(target),
        {.suggestion = std::move(search).text()}
    );
}

}  // namespace wf::lang
