// State of the edges that lead to joins, kept for the newest execution of every inbound task.
// Counting edges makes a join cost O(1) per arrival, however many tasks lead to it.
#pragma once
#include "model/tree.hpp"

#include <vector>

namespace wf::engine {

/// Sets the edge `from` -> `join`; no effect if `from` is not inbound of `join`.
void set_edge(WorkflowNode& workflow, TaskNo from, TaskNo join, Edge edge);
/// The first execution of `from` exists now: joins behind it know that a route has led to it.
void note_birth(WorkflowNode& workflow, TaskNo from);
/// A new execution or a rerun of `from` has begun: its edges are open again.
void open_edges(WorkflowNode& workflow, TaskNo from);
/// `from` was processed: edges to joins that it has arrived at are triggered, those to joins that
/// are not among `next` dead.
void settle_edges(WorkflowNode& workflow, TaskNo from, const std::vector<NextTask>& next);

/// Distinct joins that `from` has an edge to.
std::vector<TaskNo> joins_after(const Program& program, TaskNo from);

}  // namespace wf::engine
