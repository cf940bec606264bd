// Placing nodes into a tree: appliers do it for new rows, rebuild() for loaded ones.
#pragma once
#include "model/tree.hpp"

namespace wf::engine {

WorkflowIx link_workflow(
    Tree& tree, WorkflowExecutionRow row, ProgramPtr program, TaskIx parent_task
);
TaskIx link_task(Tree& tree, TaskExecutionRow row, WorkflowIx workflow, TaskNo number);
ActionIx link_action(Tree& tree, ActionExecutionRow row, TaskIx task);

}  // namespace wf::engine
