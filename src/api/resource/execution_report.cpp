// GET /v2/executions/ID/report: an execution with everything below it, and statistics.
#include "api/resource/execution_fields.hpp"
#include "api/resource/execution_tree.hpp"
#include "api/resource/resource.hpp"
#include "api/resource/routes.hpp"
#include "api/resource/task_fields.hpp"
#include "ports/signs_of_life.hpp"

#include <algorithm>
#include <array>

namespace wf::api {
namespace {

constexpr std::size_t history_max = 20;

struct Statistics {
    static constexpr State counted[] = {
        State::running, State::success, State::error, State::idle, State::paused};
    std::array<std::int64_t, std::size(counted)> counts{};

    void count(State state) {
        const auto* place = std::ranges::find(counted, state);
        if (place != std::end(counted)) ++counts[static_cast<std::size_t>(place - counted)];
    }
};

class Report {
public:
    Report(
        RowWriter& out, const ExecutionTree& tree, TreeOptions options, const SignsOfLife& executors
    )
        : out_(out), tree_(tree), options_(options), executors_(executors) {}

    Result<void> workflow(const WorkflowExecutionRow& row, int depth);

    const Statistics& statistics() const { return statistics_; }

private:
    template <class Row>
    void common(const Row& row, const std::string& name);
    Result<void> tasks(const WorkflowExecutionRow& row, int depth);
    Result<void> task(
        const TaskExecutionRow& row, const std::vector<ActionExecutionRow>& actions, int depth
    );
    void action(const ActionExecutionRow& row);

    RowWriter& out_;
    const ExecutionTree& tree_;
    TreeOptions options_;
    const SignsOfLife& executors_;
    Statistics statistics_;
};

/// What all three kinds show, with the object left open.
template <class Row>
void Report::common(const Row& row, const std::string& name) {
    out_.raw("{\"id\":");
    out_.execution_id(row.id);
    out_.raw(",\"name\":");
    out_.text(name);
    out_.raw(",\"created_at\":");
    out_.time(row.created_at);
    out_.raw(",\"updated_at\":");
    out_.time(row.updated_at);
    out_.raw(",\"state\":");
    out_.text(name_of(row.state));
    out_.raw(",\"state_info\":");
    out_.text_or_null(row.state_info);
}

Result<void> Report::workflow(const WorkflowExecutionRow& row, int depth) {
    common(row, row.workflow_name);
    if (options_.goes_below(depth)) WF_CHECK(tasks(row, depth));
    out_.raw("}");
    return {};
}

Result<void> Report::tasks(const WorkflowExecutionRow& row, int depth) {
    WF_TRY(const auto rows, tree_.tasks_of(row.id));
    WF_TRY(const auto actions, tree_.actions_of(row.id));
    out_.raw(",\"task_executions\":[");
    bool is_first = true;
    for (const TaskExecutionRow& each : rows) {
        if (!options_.wants(each.state)) continue;
        statistics_.count(each.state);
        if (!is_first) out_.raw(",");
        is_first = false;
        const auto own = actions.find(each.id);
        WF_CHECK(task(
            each, own == actions.end() ? std::vector<ActionExecutionRow>{} : own->second, depth
        ));
    }
    out_.raw("]");
    return {};
}

Result<void> Report::task(
    const TaskExecutionRow& row, const std::vector<ActionExecutionRow>& actions, int depth
) {
    common(row, row.name);
    out_.raw(",\"action_executions\":[");
    for (const ActionExecutionRow& each : actions) {
        if (&each != actions.data()) out_.raw(",");
        action(each);
    }
    out_.raw("],\"workflow_executions\":[");
    const auto& children = tree_.started_by(row.id);
    for (const WorkflowExecutionRow& child : children) {
        if (&child != children.data()) out_.raw(",");
        WF_CHECK(workflow(child, depth + 1));
    }
    out_.raw("]");
    if (row.retry_no >= 0) {
        out_.raw(",\"retry_count\":");
        out_.integer(row.retry_no);
    }
    out_.raw("}");
    return {};
}

void Report::action(const ActionExecutionRow& row) {
    common(row, row.name);
    out_.raw(",\"accepted\":");
    out_.boolean(row.accepted);
    out_.raw(",\"last_heartbeat\":");
    const auto heard = executors_.last_heard_of(row.id);
    out_.time(heard ? heard : row.last_heartbeat);
    out_.raw("}");
}

/// Seconds: 0 when it does not run, -1 without history, else what is left by the mean of past runs.
Result<std::int64_t> estimated_time(const Call& call, const WorkflowExecutionRow& row) {
    if (row.state != State::running) return 0;
    Query query;
    query.filters.push_back({"workflow_name", FilterOp::eq, {Value{row.workflow_name}}});
    query.filters.push_back({"state", FilterOp::eq, {Value{name_of(State::success)}}});
    query.sort.push_back({"created_at", true});
    query.limit = history_max;
    WF_TRY(const auto history, call.storage().list_workflow_executions(query));
    if (history.empty()) return -1;
    std::int64_t total_ms = 0;
    for (const WorkflowExecutionRow& past : history)
        total_ms += (past.updated_at.value_or(past.created_at) - past.created_at).count();
    const std::int64_t mean_ms = total_ms / static_cast<std::int64_t>(history.size());
    const std::int64_t elapsed_ms = (call.now() - row.created_at).count();
    return std::max<std::int64_t>(1, (mean_ms - elapsed_ms) / 1000);
}

void write_statistics(RowWriter& out, const Statistics& statistics, std::int64_t estimate) {
    static constexpr std::string_view names[] = {
        "running_tasks_count",
        "success_tasks_count",
        "error_tasks_count",
        "idle_tasks_count",
        "paused_tasks_count"};
    std::int64_t total = 0;
    out.raw("\"statistics\":{");
    for (std::size_t i = 0; i < statistics.counts.size(); ++i) {
        total += statistics.counts[i];
        out.raw("\"");
        out.raw(names[i]);
        out.raw("\":");
        out.integer(statistics.counts[i]);
        out.raw(",");
    }
    out.raw("\"total_tasks_count\":");
    out.integer(total);
    out.raw(",\"estimated_time\":");
    out.integer(estimate);
    out.raw("}");
}

/// The report takes UUIDs only – and what else an execution may be called here.
Result<WorkflowExecutionRow> require_reportable(const Call& call) {
    const std::string_view text = call.argument(0);
    WF_TRY(std::optional<WorkflowExecutionRow> row, find_execution(call.storage(), text));
    if (row) return *std::move(row);
    if (!parse_id(text)) return not_a_uuid("workflow_execution_id", text);
    return execution_not_found(text);
}

Result<void> get_report(Call& call) {
    WF_TRY(const TreeOptions options, read_tree_options(call));
    WF_TRY(const WorkflowExecutionRow row, require_reportable(call));
    WF_TRY(const ExecutionTree tree, ExecutionTree::open(call.storage(), row.id));
    std::string text;
    RowWriter tree_out{text, call.thread().scratch, call.thread().aliases};
    Report report{tree_out, tree, options, call.signs_of_life()};
    WF_CHECK(report.workflow(row, 0));
    WF_TRY(const std::int64_t estimate, estimated_time(call, row));
    RowWriter out{call};
    out.raw("{");
    write_statistics(out, report.statistics(), estimate);
    if (!call.query().flag("statistics_only")) {
        out.raw(",\"root_workflow_execution\":");
        out.raw(text);
    }
    out.raw("}");
    return {};
}

using http::Method;
constexpr std::string_view report_query[] = {"errors_only", "max_depth", "statistics_only"};

constexpr Route routes[] = {
    {.method = Method::get,
     .path = "v2/executions/{}/report",
     .handler = get_report,
     .policy = "executions:get",
     .query = report_query},
};

}  // namespace

std::span<const Route> execution_report_routes() {
    return routes;
}

}  // namespace wf::api
