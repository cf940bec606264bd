// Why an execution is where it is, in words: the causes of why/causes.hpp and why/endings.hpp with
// texts and facts, down through sub-workflows. Reads the tree, changes nothing.
#pragma once
#include "model/tree.hpp"

namespace wf::engine {

/// Whether follow-ups wait: then what seems to be stuck is only next in the queue.
enum class Queue : std::uint8_t { empty, waiting };

/// {id, workflow, state, summary, causes: [{task, task_execution_id, state, kind, text, since,
/// due, …, causes: […]}]}. Lists are cut at 20 entries and the whole at 500; `more` says how many
/// were left out. Times are texts as everywhere on the wire.
Value explain(const Tree& tree, WorkflowIx workflow, Queue queue);

}  // namespace wf::engine
