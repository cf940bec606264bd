// From stored rows back to a tree: everything that is not a row is derived here.
#pragma once
#include "base/error.hpp"
#include "model/tree.hpp"

#include <functional>
#include <vector>

namespace wf::engine {

/// The rows of one tree, each list in id order.
struct TreeRows {
    Id root;
    std::vector<WorkflowExecutionRow> workflows;
    std::vector<TaskExecutionRow> tasks;
    std::vector<ActionExecutionRow> actions;
};

/// The program that an execution is pinned to.
using ProgramSource = std::function<Result<ProgramPtr>(const WorkflowExecutionRow&)>;

/// @errors those of `programs`; internal if a row refers to something that is not there.
Result<Tree> rebuild(TreeRows rows, const ProgramSource& programs);

}  // namespace wf::engine
