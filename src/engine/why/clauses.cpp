#include "engine/why/clauses.hpp"

#include <algorithm>
#include <ranges>

namespace wf::engine {
namespace {

bool applies(Clause clause, State state) {
    switch (clause) {
    case Clause::on_success: return state == State::success || state == State::skipped;
    case Clause::on_error: return state == State::error;
    case Clause::on_complete: return state == State::success || state == State::error;
    case Clause::on_skip: return state == State::skipped;
    }
    return false;
}

bool may_command(const TaskSpec& spec, State state, EngineCommand command) {
    for (std::size_t i = 0; i < spec.clauses.size(); ++i) {
        if (!applies(static_cast<Clause>(i), state)) continue;
        const auto& transitions = spec.clauses[i].transitions;
        if (std::ranges::any_of(transitions, [&](const Transition& t) {
                return t.command == command;
            }))
            return true;
    }
    return false;
}

}  // namespace

TaskIx commanded_by(const Tree& tree, WorkflowIx workflow, EngineCommand command) {
    const WorkflowNode& node = tree.workflows[workflow];
    for (auto it = node.tasks.rbegin(); it != node.tasks.rend(); ++it) {
        const TaskNode& task = tree.tasks[*it];
        if (!task.row.processed || task.row.updated_at != node.row.updated_at) continue;
        if (may_command(node.program->tasks[task.number], task.row.state, command)) return *it;
    }
    return no_ix;
}

}  // namespace wf::engine
