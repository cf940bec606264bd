// Who has arrived at which execution of a join. Stored with the tasks that arrive
// (NextTask::joined), so that an arrival costs the same however many came before; see
// docs/adr/0014.
#pragma once
#include "model/tree.hpp"

namespace wf::engine {

/// True if an execution of `inbound` has arrived at this execution of the join.
bool has_arrived(const Tree& tree, const TaskNode& join, TaskNo inbound);

// --- for appliers and rebuild() only

/// Records an arrival at the join, in the row of the task that arrives.
void note_arrival(Tree& tree, TaskIx join, Arrival arrival);
/// The join starts: what has arrived becomes its list of triggers, in the order of arrival.
void freeze_arrivals(Tree& tree, TaskIx join);
/// The task starts over: what it has triggered does not count any more.
void leave_joins(Tree& tree, TaskNode& task);
/// All arrivals from the rows of a loaded tree.
void rebuild_arrivals(Tree& tree);

}  // namespace wf::engine
