#include "engine/join/edges.hpp"

#include <algorithm>
#include <unordered_map>

namespace wf::engine {
namespace {

JoinState& state_of(WorkflowNode& workflow, TaskNo join) {
    JoinState& state = workflow.joins[join];
    if (!state.edges.empty()) return state;
    const std::vector<TaskNo>& inbound = workflow.program->tasks[join].inbound;
    state.edges.resize(inbound.size(), Edge::open);
    state.unborn = static_cast<std::uint32_t>(std::ranges::count_if(inbound, [&](TaskNo from) {
        return workflow.latest[from] == no_ix;
    }));
    return state;
}

std::uint32_t* counter_of(JoinState& state, Edge edge) {
    switch (edge) {
    case Edge::open: return nullptr;
    case Edge::triggered: return &state.triggered;
    case Edge::dead: return &state.dead;
    }
    return nullptr;
}

}  // namespace

std::vector<TaskNo> joins_after(const Program& program, TaskNo from) {
    std::vector<TaskNo> joins;
    for (const ClauseSpec& clause : program.tasks[from].clauses) {
        for (const Transition& t : clause.transitions) {
            if (t.command != EngineCommand::none) continue;
            if (program.tasks[t.target].join.kind == JoinSpec::Kind::none) continue;
            joins.push_back(t.target);
        }
    }
    if (joins.size() < 2) return joins;
    std::ranges::sort(joins);
    joins.erase(std::unique(joins.begin(), joins.end()), joins.end());
    return joins;
}

void set_edge(WorkflowNode& workflow, TaskNo from, TaskNo join, Edge edge) {
    const std::vector<TaskNo>& inbound = workflow.program->tasks[join].inbound;
    const auto at = std::ranges::lower_bound(inbound, from);
    if (at == inbound.end() || *at != from) return;
    JoinState& state = state_of(workflow, join);
    Edge& current = state.edges[static_cast<std::size_t>(at - inbound.begin())];
    if (auto* counter = counter_of(state, current)) --*counter;
    current = edge;
    if (auto* counter = counter_of(state, edge)) ++*counter;
}

void note_birth(WorkflowNode& workflow, TaskNo from) {
    if (!workflow.program->has_joins) return;
    for (const TaskNo join : joins_after(*workflow.program, from)) {
        const auto known = workflow.joins.find(join);
        if (known != workflow.joins.end() && known->second.unborn > 0) --known->second.unborn;
    }
}

void open_edges(WorkflowNode& workflow, TaskNo from) {
    if (!workflow.program->has_joins) return;
    for (const TaskNo join : joins_after(*workflow.program, from))
        set_edge(workflow, from, join, Edge::open);
}

void settle_edges(WorkflowNode& workflow, TaskNo from, const std::vector<NextTask>& next) {
    if (!workflow.program->has_joins) return;
    const std::vector<TaskNo> joins = joins_after(*workflow.program, from);
    if (joins.empty()) return;
    // What is named but has not arrived yet lies in the backlog of a paused workflow.
    std::unordered_map<std::string_view, bool> has_arrived;
    for (const NextTask& n : next) has_arrived[n.name] |= n.joined != 0;
    for (const TaskNo join : joins) {
        const auto named = has_arrived.find(workflow.program->tasks[join].name);
        const bool dead = named == has_arrived.end();
        set_edge(
            workflow,
            from,
            join,
            dead            ? Edge::dead
            : named->second ? Edge::triggered
                            : Edge::open
        );
    }
}

}  // namespace wf::engine
