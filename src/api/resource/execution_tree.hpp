// Reads what lies below an execution, level by level, for the report and the flat lists.
#pragma once
#include "base/error.hpp"
#include "model/rows.hpp"

#include <unordered_map>
#include <vector>

namespace wf {
class Storage;
}

namespace wf::api {

class Call;

/// What the report and the flat lists may be asked.
struct TreeOptions {
    // A guard of the stack, far beyond what anybody nests.
    static constexpr int depth_cap = 2000;

    bool errors_only = false;
    int depth_max = depth_cap;

    bool goes_below(int depth) const { return depth < depth_max; }

    bool wants(State state) const { return !errors_only || state == State::error; }
};

/// `errors_only` and `max_depth` of the request.
Result<TreeOptions> read_tree_options(const Call& call);

/// The sub-workflows of a tree are read at once (they are few), tasks and actions per execution.
class ExecutionTree {
public:
    /// `any`: an execution or task of the tree.
    static Result<ExecutionTree> open(Storage& storage, const Id& any);

    /// Sub-workflow executions that the task started, oldest first.
    const std::vector<WorkflowExecutionRow>& started_by(const Id& task) const;
    Result<std::vector<TaskExecutionRow>> tasks_of(const Id& execution) const;
    /// By task.
    Result<std::unordered_map<Id, std::vector<ActionExecutionRow>>> actions_of(const Id& execution
    ) const;

private:
    explicit ExecutionTree(Storage& storage) : storage_(&storage) {}

    Storage* storage_;
    std::unordered_map<Id, std::vector<WorkflowExecutionRow>> by_task_;
    std::vector<WorkflowExecutionRow> none_;
};

}  // namespace wf::api
