// How definition, environment and trigger rows are laid out in database tables; see
// stored_columns.hpp.
#pragma once
#include "model/trigger_rows.hpp"
#include "storage/rows/stored_columns.hpp"

namespace wf {

template <class Visitor>
constexpr void visit_columns(RowType<WorkflowDefinitionRow> /*type*/, Visitor&& visit) {
    using Row = WorkflowDefinitionRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("is_system"), &Row::is_system);
    visit(changing("name"), &Row::name);
    visit(changing("namespace"), &Row::name_space);
    visit(changing("project_id"), &Row::project_id);
    visit(changing("scope"), &Row::scope);
    visit(changing("workbook_name"), &Row::workbook_name);
    visit(changing("checksum"), &Row::checksum);
    visit(changing("input"), &Row::input);
    visit(changing("tags", "tags"), &Row::tags);
    visit(changing("interface", "interface"), &Row::interface);
    visit(changing("definition", "definition"), &Row::definition);
}

template <class Visitor>
constexpr void visit_columns(RowType<ActionDefinitionRow> /*type*/, Visitor&& visit) {
    using Row = ActionDefinitionRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("is_system"), &Row::is_system);
    visit(changing("name"), &Row::name);
    visit(changing("namespace"), &Row::name_space);
    visit(changing("project_id"), &Row::project_id);
    visit(changing("scope"), &Row::scope);
    visit(changing("workbook_name"), &Row::workbook_name);
    visit(changing("input"), &Row::input);
    visit(changing("description"), &Row::description);
    visit(changing("tags", "tags"), &Row::tags);
    visit(changing("spec", "spec"), &Row::spec);
    visit(changing("definition", "definition"), &Row::definition);
}

template <class Visitor>
constexpr void visit_columns(RowType<WorkbookRow> /*type*/, Visitor&& visit) {
    using Row = WorkbookRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("name"), &Row::name);
    visit(changing("namespace"), &Row::name_space);
    visit(changing("project_id"), &Row::project_id);
    visit(changing("scope"), &Row::scope);
    visit(changing("tags", "tags"), &Row::tags);
    visit(changing("definition", "definition"), &Row::definition);
}

template <class Visitor>
constexpr void visit_columns(RowType<EnvironmentRow> /*type*/, Visitor&& visit) {
    using Row = EnvironmentRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("name"), &Row::name);
    visit(changing("project_id"), &Row::project_id);
    visit(changing("scope"), &Row::scope);
    visit(changing("description"), &Row::description);
    visit(changing("variables", "variables"), &Row::variables);
}

template <class Visitor>
constexpr void visit_columns(RowType<CronTriggerRow> /*type*/, Visitor&& visit) {
    using Row = CronTriggerRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("next_execution_time"), &Row::next_execution_time);
    visit(fixed("first_execution_time"), &Row::first_execution_time);
    visit(changing("remaining_executions"), &Row::remaining_executions);
    visit(fixed("workflow_id"), &Row::workflow_id);
    visit(fixed("name"), &Row::name);
    visit(fixed("project_id"), &Row::project_id);
    visit(fixed("scope"), &Row::scope);
    visit(fixed("pattern"), &Row::pattern);
    visit(fixed("workflow_name"), &Row::workflow_name);
    visit(fixed("workflow_params", "workflow_params"), &Row::workflow_params);
    visit(fixed("workflow_input", "workflow_input"), &Row::workflow_input);
}

template <class Visitor>
constexpr void visit_columns(RowType<EventTriggerRow> /*type*/, Visitor&& visit) {
    using Row = EventTriggerRow;
    visit(fixed("id"), &Row::id);
    visit(fixed("created_at"), &Row::created_at);
    visit(changing("updated_at"), &Row::updated_at);
    visit(changing("workflow_id"), &Row::workflow_id);
    visit(changing("name"), &Row::name);
    visit(fixed("project_id"), &Row::project_id);
    visit(changing("scope"), &Row::scope);
    visit(fixed("exchange"), &Row::exchange);
    visit(fixed("topic"), &Row::topic);
    visit(fixed("event"), &Row::event);
    visit(changing("workflow_params", "workflow_params"), &Row::workflow_params);
    visit(changing("workflow_input", "workflow_input"), &Row::workflow_input);
}

template <>
inline constexpr std::string_view table_name<CronTriggerRow> = "cron_triggers";
template <>
inline constexpr std::string_view table_name<EventTriggerRow> = "event_triggers";
template <>
inline constexpr std::string_view table_name<WorkflowDefinitionRow> = "workflow_definitions";
template <>
inline constexpr std::string_view table_name<ActionDefinitionRow> = "action_definitions";
template <>
inline constexpr std::string_view table_name<WorkbookRow> = "workbooks";
template <>
inline constexpr std::string_view table_name<EnvironmentRow> = "environments";

/// Rows with a scope are visible to other projects when it is public.
template <class Row>
concept Scoped = requires(const Row& row) {
    row.scope;
};

}  // namespace wf
