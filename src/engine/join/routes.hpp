// What can still lead to a join, for its judge (check.cpp) and for whoever explains it (why/).
// Follows every edge, whatever its condition.
#pragma once
#include "model/tree.hpp"

#include <optional>
#include <vector>

namespace wf::engine {

class Routes {
public:
    Routes(const Tree& tree, const WorkflowNode& workflow) : tree_(tree), workflow_(workflow) {}

    /// Those that do not need `join` to run first: what a join waits for cannot come through
    /// itself.
    Routes around(TaskNo join) const {
        Routes others(tree_, workflow_);
        others.avoided_ = join;
        return others;
    }

    /// True if something unfinished can lead to an execution of `target`.
    bool lead_to(TaskNo target);

private:
    bool mark_all_and_look_at(TaskNo target);

    const Tree& tree_;
    const WorkflowNode& workflow_;
    std::optional<TaskNo> avoided_;
    std::size_t walked_ = 0;
    std::vector<bool> reachable_;  // by TaskNo; empty as long as looking backwards was enough
};

/// Arrivals at the join; nullptr while nothing has arrived or died.
const JoinState* arrivals_at(const WorkflowNode& workflow, TaskNo join);

/// Inbound tasks that will never trigger the join: their edge is dead, or they have not begun and
/// no route leads to them.
std::vector<TaskNo> lost_inbound(
    const WorkflowNode& workflow, const TaskSpec& join, Routes& routes
);

/// How many inbound tasks must arrive before the join runs.
std::size_t arrivals_needed(const TaskSpec& join);
/// More routes are lost than the join can do without: it fails, whatever else arrives.
bool is_out_of_reach(const TaskSpec& join, std::size_t lost);

}  // namespace wf::engine
