#include "app/cli/run/snapshot.hpp"

#include "ports/storage.hpp"

#include <algorithm>
#include <map>

namespace wf::cli {

namespace {

WorkflowProgress progress_of(const WorkflowExecutionRow& row) {
    return {
        .id = row.id,
        .name = row.workflow_name,
        .state = row.state,
        .info = row.state_info.value_or(""),
        .output = row.output,
        .created_at = row.created_at,
        .updated_at = row.updated_at,
        .tasks = {}};
}

TaskProgress progress_of(const TaskExecutionRow& row) {
    return {
        .id = row.id,
        .name = row.name,
        .state = row.state,
        .info = row.state_info.value_or(""),
        .started_at = row.started_at,
        .finished_at = row.finished_at,
        .items = row.items_count,
        .items_done = 0,
        .retries = std::max(row.retry_no, 0),
        .children = {}};
}

Query where(std::string_view column, const Id& id) {
    Query query;
    query.filters.push_back(
        {.column = std::string{column}, .op = FilterOp::eq, .values = {to_text(id)}}
    );
    query.sort.push_back({.column = "id", .descending = false});
    return query;
}

/// Items of a task of actions that have ended.
Result<std::size_t> count_done_actions(Storage& storage, const Id& task) {
    Query query = where("task_execution_id", task);
    query.columns = {"id", "state"};
    WF_TRY(const auto rows, storage.list_action_executions(query));
    return static_cast<std::size_t>(std::ranges::count_if(rows, [](const auto& row) {
        return is_completed(row.state);
    }));
}

class Reader {
public:
    Reader(Storage& storage, const Id& root) : storage_(storage), root_(root) {}

    Result<WorkflowProgress> read() {
        WF_TRY(const auto row, storage_.get_workflow_execution(root_));
        if (!row) return fail(ErrorCode::not_found, "the execution is gone");
        WF_TRY(
            const auto children,
            storage_.list_workflow_executions(where("root_execution_id", root_))
        );
        for (const WorkflowExecutionRow& child : children)
            children_[child.task_execution_id].push_back(&child);
        return read_workflow(*row);
    }

private:
    Result<WorkflowProgress> read_workflow(const WorkflowExecutionRow& row) {
        WorkflowProgress progress = progress_of(row);
        WF_TRY(
            const auto tasks, storage_.list_task_executions(where("workflow_execution_id", row.id))
        );
        for (const TaskExecutionRow& task : tasks) {
            WF_TRY(auto read, read_task(task));
            progress.tasks.push_back(std::move(read));
        }
        return progress;
    }

    Result<TaskProgress> read_task(const TaskExecutionRow& row) {
        TaskProgress progress = progress_of(row);
        const auto found = children_.find(row.id);
        if (found != children_.end()) {
            for (const WorkflowExecutionRow* child : found->second) {
                WF_TRY(auto read, read_workflow(*child));
                progress.items_done += is_completed(read.state) ? 1U : 0U;
                progress.children.push_back(std::move(read));
            }
        } else if (row.items_count >= 0 && !is_completed(row.state)) {
            WF_TRY(progress.items_done, count_done_actions(storage_, row.id));
        }
        if (is_completed(row.state) && row.items_count >= 0)
            progress.items_done = static_cast<std::size_t>(row.items_count);
        return progress;
    }

    Storage& storage_;
    Id root_;
    std::map<Id, std::vector<const WorkflowExecutionRow*>> children_;
};

}  // namespace

Result<WorkflowProgress> read_progress(Storage& storage, const Id& root) {
    return Reader{storage, root}.read();
}

}  // namespace wf::cli
