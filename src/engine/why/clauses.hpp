// Which engine command (`pause`, `fail`, `succeed`) of which task changed its workflow.
#pragma once
#include "model/tree.hpp"

namespace wf::engine {

/// The task whose clause gave `command` in the moment in which the workflow got its state, or
/// no_ix. No row records a command: it is told by its time, which is that of its whole turn, so a
/// workflow row that was written again since is not recognised.
TaskIx commanded_by(const Tree& tree, WorkflowIx workflow, EngineCommand command);

}  // namespace wf::engine
