// The flat lists of the executions below an execution or a task; not paged.
#include "api/resource/execution_fields.hpp"
#include "api/resource/execution_tree.hpp"
#include "api/resource/routes.hpp"
#include "api/resource/task_fields.hpp"

namespace wf::api {
namespace {

/// Executions one after the other, parents before children.
class FlatList {
public:
    FlatList(const Call& call, const ExecutionTree& tree, TreeOptions options)
        : out_(call), tree_(tree), options_(options) {
        const unsigned output = call.query().flag("include_output") ? show::on_demand : 0U;
        mask_ = executions.mask(show::list | output);
    }

    Result<void> execution(const WorkflowExecutionRow& row, int depth) {
        if (options_.wants(row.state)) {
            if (!is_first_) out_.raw(",");
            is_first_ = false;
            write_row(out_, executions, mask_, row);
        }
        if (!options_.goes_below(depth)) return {};
        WF_TRY(const auto rows, tree_.tasks_of(row.id));
        for (const TaskExecutionRow& task : rows) WF_CHECK(started_by(task.id, depth + 1));
        return {};
    }

    Result<void> started_by(const Id& task, int depth) {
        for (const WorkflowExecutionRow& child : tree_.started_by(task))
            WF_CHECK(execution(child, depth));
        return {};
    }

    RowWriter& out() { return out_; }

private:
    RowWriter out_;
    const ExecutionTree& tree_;
    TreeOptions options_;
    FieldMask mask_ = 0;
    bool is_first_ = true;
};

Result<void> list_below_execution(Call& call) {
    WF_TRY(const TreeOptions options, read_tree_options(call));
    WF_TRY(const WorkflowExecutionRow row, require_execution(call, call.argument(0)));
    WF_TRY(const ExecutionTree tree, ExecutionTree::open(call.storage(), row.id));
    FlatList list{call, tree, options};
    list.out().raw("{\"executions\":[");
    WF_CHECK(list.execution(row, 0));
    list.out().raw("]}");
    return {};
}

Result<void> list_below_task(Call& call) {
    WF_TRY(const TreeOptions options, read_tree_options(call));
    WF_TRY(const TaskExecutionRow row, require_task(call, call.argument(0)));
    WF_TRY(const ExecutionTree tree, ExecutionTree::open(call.storage(), row.id));
    FlatList list{call, tree, options};
    list.out().raw("{\"executions\":[");
    WF_CHECK(list.started_by(row.id, 0));
    list.out().raw("]}");
    return {};
}

using http::Method;
constexpr std::string_view flat_query[] = {"errors_only", "max_depth", "include_output"};

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/executions/{}/executions",
     .handler = list_below_execution,
     .policy = "executions:get",
     .query = flat_query},
    {.method = Method::get,
     .path = "v2/tasks/{}/executions",
     .handler = list_below_task,
     .policy = "executions:get",
     .query = flat_query},
};

}  // namespace

std::span<const Route> execution_descendant_routes() {
    return routes;
}

}  // namespace wf::api
