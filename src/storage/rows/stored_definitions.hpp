// How definition and environment rows are laid out in database tables; see stored_columns.hpp.
#pragma once
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
