#include "engine/join/routes.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

bool is_silent(const Tree& tree, const WorkflowNode& workflow, TaskNo task) {
    const TaskIx latest = workflow.latest[task];
    return latest == no_ix || tree.tasks[latest].row.force_failed;
}

}  // namespace

std::vector<bool> reachable_tasks(const Tree& tree, const WorkflowNode& workflow) {
    const Program& program = *workflow.program;
    std::vector<bool> reachable(program.tasks.size(), false);
    std::vector<TaskNo> frontier;
    const auto follow = [&](TaskNo from) {
        for (const ClauseSpec& clause : program.tasks[from].clauses) {
            for (const Transition& t : clause.transitions) {
                if (t.command != EngineCommand::none || reachable[t.target]) continue;
                reachable[t.target] = true;
                frontier.push_back(t.target);
            }
        }
    };
    for (const TaskIx ix : workflow.tasks) {
        const TaskNode& task = tree.tasks[ix];
        const bool may_go_on =
            is_incomplete(task.row.state) || (!task.row.processed && !task.row.force_failed);
        if (may_go_on) follow(task.number);
    }
    while (!frontier.empty()) {
        const TaskNo at = frontier.back();
        frontier.pop_back();
        follow(at);
    }
    return reachable;
}

const JoinState* arrivals_at(const WorkflowNode& workflow, TaskNo join) {
    const auto it = workflow.joins.find(join);
    return it == workflow.joins.end() ? nullptr : &it->second;
}

bool has_silent_inbound(const Tree& tree, const WorkflowNode& workflow, const TaskSpec& join) {
    return std::ranges::any_of(join.inbound, [&](TaskNo from) {
        return is_silent(tree, workflow, from);
    });
}

std::vector<TaskNo> lost_inbound(
    const Tree& tree,
    const WorkflowNode& workflow,
    const TaskSpec& join,
    const std::vector<bool>& reachable
) {
    const JoinState* arrivals = arrivals_at(workflow, join.number);
    std::vector<TaskNo> lost;
    for (std::size_t i = 0; i < join.inbound.size(); ++i) {
        const TaskNo from = join.inbound[i];
        const Edge edge = arrivals == nullptr ? Edge::open : arrivals->edges[i];
        const bool impossible =
            edge == Edge::open && is_silent(tree, workflow, from) && !reachable[from];
        if (edge == Edge::dead || impossible) lost.push_back(from);
    }
    return lost;
}

}  // namespace wf::engine
