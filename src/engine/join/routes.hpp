// What can still lead to a join, for its judge (check.cpp) and for whoever explains it (why/).
#pragma once
#include "model/tree.hpp"

#include <vector>

namespace wf::engine {

/// Tasks that something unfinished can still lead to, by TaskNo, following every edge whatever its
/// condition. A walk with a mark per task: cycles of tasks that never started do not trap it.
std::vector<bool> reachable_tasks(const Tree& tree, const WorkflowNode& workflow);

/// Arrivals at the join; nullptr while nothing has arrived or died.
const JoinState* arrivals_at(const WorkflowNode& workflow, TaskNo join);

/// An inbound task says nothing yet: not begun at all, or ended by an engine-side error, without
/// transitions. Whether it still can depends on the routes to it.
bool has_silent_inbound(const Tree& tree, const WorkflowNode& workflow, const TaskSpec& join);

/// Inbound tasks that will never trigger the join: their edge is dead, or they are silent and no
/// route leads to them any more.
std::vector<TaskNo> lost_inbound(
    const Tree& tree,
    const WorkflowNode& workflow,
    const TaskSpec& join,
    const std::vector<bool>& reachable
);

}  // namespace wf::engine
