#include "engine/join/edges.hpp"

#include <algorithm>
#include <unordered_set>

namespace wf::engine {
namespace {

JoinState& state_of(WorkflowNode& workflow, TaskNo join) {
    JoinState& state = workflow.joins[join];
    if (state.edges.empty())
        state.edges.resize(workflow.program->tasks[join].inbound.size(), Edge::open);
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
            if (std::ranges::find(joins, t.target) == joins.end()) joins.push_back(t.target);
        }
    }
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

void open_edges(WorkflowNode& workflow, TaskNo from) {
    if (!workflow.program->has_joins) return;
    for (const TaskNo join : joins_after(*workflow.program, from))
        set_edge(workflow, from, join, Edge::open);
}

void settle_edges(WorkflowNode& workflow, TaskNo from, const std::vector<NextTask>& next) {
    if (!workflow.program->has_joins) return;
    const std::vector<TaskNo> joins = joins_after(*workflow.program, from);
    if (joins.empty()) return;
    std::unordered_set<std::string_view> triggered;
    for (const NextTask& n : next) triggered.insert(n.name);
    for (const TaskNo join : joins) {
        const bool taken = triggered.contains(workflow.program->tasks[join].name);
        set_edge(workflow, from, join, taken ? Edge::triggered : Edge::dead);
    }
}

}  // namespace wf::engine
