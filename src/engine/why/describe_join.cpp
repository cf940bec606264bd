// A waiting join in words: which inbound tasks have triggered it, which still can, which cannot.
#include "engine/join/routes.hpp"
#include "engine/why/describe_waiting.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::engine {
namespace {

constexpr std::size_t names_max = 20;

struct Inbound {
    std::vector<std::string> triggered, missing, lost;
};

std::string with_state(const Tree& tree, const WorkflowNode& owner, TaskNo number) {
    const TaskIx latest = owner.latest[number];
    const std::string_view state =
        latest == no_ix ? "not started" : name_of(tree.tasks[latest].row.state);
    return fmt::format("{} ({})", owner.program->tasks[number].name, state);
}

Inbound sort_inbound(const Tree& tree, const WorkflowNode& owner, const TaskSpec& join) {
    const JoinState* arrivals = arrivals_at(owner, join.number);
    Routes routes(tree, owner);
    const std::vector<TaskNo> lost = lost_inbound(owner, join, routes);
    Inbound sorted;
    for (std::size_t i = 0; i < join.inbound.size(); ++i) {
        const TaskNo from = join.inbound[i];
        if (arrivals != nullptr && arrivals->edges[i] == Edge::triggered) {
            sorted.triggered.push_back(owner.program->tasks[from].name);
        } else if (std::ranges::find(lost, from) != lost.end()) {
            sorted.lost.push_back(owner.program->tasks[from].name);
        } else {
            sorted.missing.push_back(with_state(tree, owner, from));
        }
    }
    return sorted;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), names_max); ++i) {
        if (i > 0) text += ", ";
        text += names[i];
    }
    if (names.size() > names_max) text += fmt::format(" and {} more", names.size() - names_max);
    return text;
}

Value as_list(const std::vector<std::string>& names) {
    ListBuilder list(names.size());
    for (const std::string& name : names) list.push(name);
    return std::move(list).freeze();
}

}  // namespace

void describe_join(const Tree& tree, const Cause& cause, Entry& entry) {
    const TaskNode& node = tree.tasks[cause.on.index];
    const WorkflowNode& owner = tree.workflows[node.workflow];
    const TaskSpec& join = owner.program->tasks[node.number];
    const Inbound inbound = sort_inbound(tree, owner, join);
    const bool all = join.join.kind == JoinSpec::Kind::all;
    entry.facts.set(
        "needed", static_cast<std::int64_t>(all ? join.inbound.size() : join.join.count)
    );
    entry.facts.set("triggered", as_list(inbound.triggered));
    entry.facts.set("missing", as_list(inbound.missing));
    entry.facts.set("lost", as_list(inbound.lost));
    entry.text = fmt::format(
        "is a join of {} inbound tasks",
        all ? fmt::format("all {}", join.inbound.size())
            : fmt::format("{} of {}", join.join.count, join.inbound.size())
    );
    if (!inbound.missing.empty())
        entry.text += fmt::format("; it lacks {}", listed(inbound.missing));
    if (!inbound.triggered.empty())
        entry.text += fmt::format("; triggered by {}", listed(inbound.triggered));
    if (!inbound.lost.empty())
        entry.text += fmt::format("; no longer to be triggered by {}", listed(inbound.lost));
}

}  // namespace wf::engine
