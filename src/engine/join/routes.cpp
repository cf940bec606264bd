#include "engine/join/routes.hpp"

#include <unordered_set>

namespace wf::engine {

/// Backwards from the target: what leads there is mostly close to it, while what is behind an open
/// task may be all of a large workflow. Cycles do not trap either walk: each task is entered once.
bool Routes::lead_to(TaskNo target) {
    if (!reachable_.empty()) return reachable_[target];
    const Program& program = *workflow_.program;
    std::unordered_set<TaskNo> seen{target};
    std::vector<TaskNo> frontier{target};
    while (!frontier.empty()) {
        const TaskNo at = frontier.back();
        frontier.pop_back();
        for (const TaskNo from : program.tasks[at].inbound) {
            if (workflow_.open_by_number[from] > 0) return true;
            if (from == avoided_) continue;
            if (seen.insert(from).second) frontier.push_back(from);
            // Asked about many tasks, one walk for all of them is cheaper.
            if (++walked_ > program.tasks.size()) return mark_all_and_look_at(target);
        }
    }
    return false;
}

bool Routes::mark_all_and_look_at(TaskNo target) {
    const Program& program = *workflow_.program;
    reachable_.assign(program.tasks.size(), false);
    std::vector<TaskNo> frontier;
    const auto follow = [&](TaskNo from) {
        for (const ClauseSpec& clause : program.tasks[from].clauses) {
            for (const Transition& t : clause.transitions) {
                if (t.command != EngineCommand::none || reachable_[t.target]) continue;
                reachable_[t.target] = true;
                frontier.push_back(t.target);
            }
        }
    };
    for (const TaskIx ix : workflow_.open_tasks) {
        if (!workflow_.waiting_joins.contains(ix)) follow(tree_.tasks[ix].number);
    }
    while (!frontier.empty()) {
        const TaskNo at = frontier.back();
        frontier.pop_back();
        if (at != avoided_) follow(at);
    }
    return reachable_[target];
}

const JoinState* arrivals_at(const WorkflowNode& workflow, TaskNo join) {
    const auto it = workflow.joins.find(join);
    return it == workflow.joins.end() ? nullptr : &it->second;
}

std::vector<TaskNo> lost_inbound(
    const WorkflowNode& workflow, const TaskSpec& join, Routes& routes
) {
    const JoinState* arrivals = arrivals_at(workflow, join.number);
    Routes around = routes.around(join.number);
    Routes& ways = join.may_loop ? around : routes;
    // What a pause holds back is still to come, whatever it leads to.
    const bool all_known = workflow.row.backlog.is_null();
    std::vector<TaskNo> lost;
    for (std::size_t i = 0; i < join.inbound.size(); ++i) {
        const TaskNo from = join.inbound[i];
        const Edge edge = arrivals == nullptr ? Edge::open : arrivals->edges[i];
        const bool impossible = all_known && edge == Edge::open && workflow.latest[from] == no_ix &&
                                !ways.lead_to(from);
        if (edge == Edge::dead || impossible) lost.push_back(from);
    }
    return lost;
}

std::size_t arrivals_needed(const TaskSpec& join) {
    return join.join.kind == JoinSpec::Kind::all ? join.inbound.size() : join.join.count;
}

bool is_out_of_reach(const TaskSpec& join, std::size_t lost) {
    return lost + arrivals_needed(join) > join.inbound.size();
}

}  // namespace wf::engine
