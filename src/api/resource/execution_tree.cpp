#include "api/resource/execution_tree.hpp"

#include "api/core/call.hpp"
#include "ports/storage.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <charconv>

namespace wf::api {
namespace {

/// `columns` as in Query: names keep bulky parts out.
Query by_id(std::string_view column, const Id& id, std::vector<std::string> columns = {}) {
    Query query;
    query.columns = std::move(columns);
    query.filters.push_back({std::string{column}, FilterOp::eq, {Value{to_text(id)}}});
    query.sort.push_back({"id", false});
    return query;
}

}  // namespace

Result<TreeOptions> read_tree_options(const Call& call) {
    TreeOptions options{.errors_only = call.query().flag("errors_only")};
    const std::string* text = call.query().find("max_depth");
    if (text == nullptr) return options;
    int depth = 0;
    const char* end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, depth);
    if (read.ec != std::errc{} || read.ptr != end || text->empty())
        return invalid_input(
            "max_depth",
            *text,
            "unable to convert to int. Error: invalid literal for int() with base 10: " +
                python_repr(*text)
        );
    options.depth_max =
        depth < 0 ? TreeOptions::depth_cap : std::min(depth, TreeOptions::depth_cap);
    return options;
}

Result<ExecutionTree> ExecutionTree::open(Storage& storage, const Id& any) {
    ExecutionTree tree{storage};
    WF_TRY(
        auto children, storage.list_workflow_executions(by_id("root_execution_id", root_of(any)))
    );
    for (WorkflowExecutionRow& child : children)
        tree.by_task_[child.task_execution_id].push_back(std::move(child));
    return tree;
}

const std::vector<WorkflowExecutionRow>& ExecutionTree::started_by(const Id& task) const {
    const auto place = by_task_.find(task);
    return place == by_task_.end() ? none_ : place->second;
}

Result<std::vector<TaskExecutionRow>> ExecutionTree::tasks_of(const Id& execution) const {
    return storage_->list_task_executions(by_id("workflow_execution_id", execution, {"id"}));
}

Result<std::unordered_map<Id, std::vector<ActionExecutionRow>>> ExecutionTree::actions_of(
    const Id& execution
) const {
    WF_TRY(
        auto rows,
        storage_->list_action_executions(by_id("workflow_execution_id", execution, {"id"}))
    );
    std::unordered_map<Id, std::vector<ActionExecutionRow>> by_task;
    for (ActionExecutionRow& row : rows) by_task[row.task_execution_id].push_back(std::move(row));
    return by_task;
}

}  // namespace wf::api
