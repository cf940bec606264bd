// How execution rows are laid out in database tables: one list per row type, from which the
// adapters generate their statements, bind and read. Names and order are those of storage/schema.
// Small columns stand first, so that a scan finds them without walking through large texts.
#pragma once
#include "model/rows.hpp"

#include <string_view>

namespace wf {

/// A column of a table and what statements do with it.
struct StoredColumn {
    std::string_view name;
    bool changes = false;  ///< written by updates; others only at insert
    /// Name in model/columns.hpp for which lists read this column; lists leave it out when their
    /// caller does not look at that name. Empty: always read, because it is small.
    std::string_view bulky_for = {};
};

constexpr StoredColumn fixed(std::string_view name, std::string_view bulky_for = {}) {
    return {name, false, bulky_for};
}

constexpr StoredColumn changing(std::string_view name, std::string_view bulky_for = {}) {
    return {name, true, bulky_for};
}

/// Names a row type where there is no row.
template <class Row>
struct RowType {};

// visit_columns(RowType<Row>{}, visitor) calls visitor(StoredColumn, pointer to member) for each
// column in table order. The visitor is inlined and the column a constant: such a loop costs no
// more than code written out for the row type.

template <class Visitor>
constexpr void visit_columns(RowType<WorkflowExecutionRow> /*type*/, Visitor&& visit) {
    using Row = WorkflowExecutionRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("state"), &Row::state);
    visit(changing("active"), &Row::active);
    visit(changing("accepted"), &Row::accepted);
    visit(fixed("item_index"), &Row::index);
    visit(fixed("attempt"), &Row::attempt);
    visit(fixed("task_execution_id"), &Row::task_execution_id);
    visit(fixed("workflow_id"), &Row::workflow_id);
    visit(fixed("alias"), &Row::alias);
    visit(fixed("workflow_name"), &Row::workflow_name);
    visit(fixed("workflow_namespace"), &Row::workflow_namespace);
    visit(fixed("workbook_name"), &Row::workbook_name);
    visit(fixed("project_id"), &Row::project_id);
    visit(fixed("definition_checksum"), &Row::definition_checksum);
    visit(fixed("task_name"), &Row::task_name);
    visit(changing("description"), &Row::description);
    visit(changing("state_info"), &Row::state_info);
    visit(fixed("tags", "tags"), &Row::tags);
    visit(changing("params", "params"), &Row::params);
    visit(fixed("input", "input"), &Row::input);
    visit(changing("output", "output"), &Row::output);
    visit(changing("backlog", "backlog"), &Row::backlog);
    visit(changing("context", "context"), &Row::context);
}

template <class Visitor>
constexpr void visit_columns(RowType<TaskExecutionRow> /*type*/, Visitor&& visit) {
    using Row = TaskExecutionRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("workflow_execution_id"), &Row::workflow_execution_id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("started_at"), &Row::started_at);
    visit(changing("finished_at"), &Row::finished_at);
    visit(changing("state"), &Row::state);
    visit(fixed("type"), &Row::type);
    visit(changing("processed"), &Row::processed);
    visit(changing("settled"), &Row::settled);
    visit(changing("error_handled"), &Row::error_handled);
    visit(changing("force_failed"), &Row::force_failed);
    visit(changing("waited_before"), &Row::waited_before);
    visit(changing("waited_after"), &Row::waited_after);
    visit(changing("paused_before"), &Row::paused_before);
    visit(changing("rerun_failed_only"), &Row::rerun_failed_only);
    visit(changing("wake_reason"), &Row::wake_reason);
    visit(changing("state_after_wait"), &Row::state_after_wait);
    visit(changing("retry_no"), &Row::retry_no);
    visit(changing("attempt"), &Row::attempt);
    visit(changing("context_count"), &Row::context_count);
    visit(changing("items_count"), &Row::items_count);
    visit(changing("concurrency"), &Row::concurrency);
    visit(changing("wake_at"), &Row::wake_at);
    visit(changing("timeout_at"), &Row::timeout_at);
    visit(changing("timeout_s"), &Row::timeout_s);
    visit(fixed("name"), &Row::name);
    visit(changing("state_info"), &Row::state_info);
    visit(changing("info_after_wait"), &Row::info_after_wait);
    visit(changing("tags", "tags"), &Row::tags);
    visit(changing("triggered_by", "triggered_by"), &Row::triggered_by);
    visit(changing("trigger_events", "triggered_by"), &Row::trigger_events);
    visit(changing("next_tasks", "next_tasks"), &Row::next_tasks);
    visit(changing("published_global", "published_global"), &Row::published_global);
    visit(changing("published", "published"), &Row::published);
}

template <class Visitor>
constexpr void visit_columns(RowType<ActionExecutionRow> /*type*/, Visitor&& visit) {
    using Row = ActionExecutionRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("task_execution_id"), &Row::task_execution_id);
    visit(fixed("workflow_execution_id"), &Row::workflow_execution_id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("last_heartbeat"), &Row::last_heartbeat);
    visit(changing("state"), &Row::state);
    visit(changing("accepted"), &Row::accepted);
    visit(fixed("is_sync"), &Row::is_sync);
    visit(fixed("safe_rerun"), &Row::safe_rerun);
    visit(changing("started"), &Row::started);
    visit(changing("has_result"), &Row::has_result);
    visit(fixed("item_index"), &Row::index);
    visit(fixed("attempt"), &Row::attempt);
    visit(fixed("timeout_s"), &Row::timeout_s);
    visit(fixed("name"), &Row::name);
    visit(fixed("target"), &Row::target);
    visit(fixed("project_id"), &Row::project_id);
    visit(fixed("workflow_namespace"), &Row::workflow_namespace);
    visit(fixed("description"), &Row::description);
    visit(changing("state_info"), &Row::state_info);
    visit(fixed("tags", "tags"), &Row::tags);
    visit(fixed("input", "input"), &Row::input);
    visit(changing("result", "output"), &Row::result);
}

/// Names of the tables; also used in messages.
template <class Row>
inline constexpr std::string_view table_name = "";
template <>
inline constexpr std::string_view table_name<WorkflowExecutionRow> = "workflow_executions";
template <>
inline constexpr std::string_view table_name<TaskExecutionRow> = "task_executions";
template <>
inline constexpr std::string_view table_name<ActionExecutionRow> = "action_executions";

}  // namespace wf
