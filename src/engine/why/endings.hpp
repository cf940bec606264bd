// What ended a finished execution, down to the executions that failed, without words.
#pragma once
#include "engine/why/causes.hpp"

namespace wf::engine {

/// Why a completed workflow is in its state; nothing for one that simply succeeded.
Causes endings_of(const Tree& tree, WorkflowIx workflow);

/// The executions (or inbound tasks of a join) whose failure or cancellation ended the task.
Causes endings_of_task(const Tree& tree, TaskIx task);

}  // namespace wf::engine
