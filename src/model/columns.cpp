#include "model/columns.hpp"

#include <string>

namespace wf {
namespace {

// One field as the Value that columns promise.
Value value_of(const std::string& text) {
    return Value{text};
}

Value value_of(const std::optional<std::string>& text) {
    return text ? Value{*text} : Value{};
}

Value value_of(const Id& id) {
    return id.is_nil() ? Value{} : Value{to_text(id)};
}

Value value_of(const Instant& at) {
    return Value{at.ms};
}

Value value_of(const std::optional<Instant>& at) {
    return at ? Value{at->ms} : Value{};
}

Value value_of(const State& state) {
    return Value{name_of(state)};
}

Value value_of(const TaskType& type) {
    return Value{name_of(type)};
}

Value value_of(const bool& flag) {
    return Value{flag};
}

Value value_of(const std::optional<std::int64_t>& number) {
    return number ? Value{*number} : Value{};
}

Value value_of(const Value& value) {
    return value;
}

struct FieldTraits {
    ColumnKind kind;
    bool nullable;
};

// The kind follows from the type of the field; ids that may be nil are said to be nullable by their
// row.
template <class Field>
constexpr FieldTraits traits_of = {ColumnKind::text, false};
template <>
constexpr FieldTraits traits_of<std::optional<std::string>> = {ColumnKind::text, true};
template <>
constexpr FieldTraits traits_of<Id> = {ColumnKind::id, false};
template <>
constexpr FieldTraits traits_of<Instant> = {ColumnKind::time, false};
template <>
constexpr FieldTraits traits_of<std::optional<Instant>> = {ColumnKind::time, true};
template <>
constexpr FieldTraits traits_of<State> = {ColumnKind::state, false};
template <>
constexpr FieldTraits traits_of<TaskType> = {ColumnKind::task_type, false};
template <>
constexpr FieldTraits traits_of<bool> = {ColumnKind::boolean, false};
template <>
constexpr FieldTraits traits_of<std::optional<std::int64_t>> = {ColumnKind::integer, true};
template <>
constexpr FieldTraits traits_of<Value> = {ColumnKind::json, true};

template <class Row, class Field>
constexpr FieldTraits traits_of_member(Field Row::* /*member*/) {
    return traits_of<Field>;
}

template <class Row, class Field>
Row row_of_member(Field Row::*);

template <auto member>
using RowOf = decltype(row_of_member(member));

/// The column that shows one field of the row.
template <auto member>
constexpr Column<RowOf<member>> field(std::string_view name) {
    constexpr FieldTraits traits = traits_of_member(member);
    return {name, traits.kind, traits.nullable, [](const RowOf<member>& row) {
                return value_of(row.*member);
            }};
}

/// An id that may be nil, or a text that some rows do not have.
template <auto member>
constexpr Column<RowOf<member>> maybe(std::string_view name) {
    Column<RowOf<member>> column = field<member>(name);
    column.nullable = true;
    return column;
}

template <auto member>
constexpr Column<RowOf<member>> tags(std::string_view name) {
    Column<RowOf<member>> column = field<member>(name);
    column.kind = ColumnKind::tags;
    return column;
}

Value root_execution_id(const WorkflowExecutionRow& row) {
    return row.is_root() ? Value{} : Value{to_text(root_of(row.id))};
}

Value output_of(const ActionExecutionRow& row) {
    return row.has_result ? Value::dict({{"result", row.result}}) : Value{};
}

using Workflow = WorkflowExecutionRow;
constexpr Column<Workflow> workflow_execution_columns[] = {
    field<&Workflow::id>("id"),
    field<&Workflow::workflow_name>("name"),  // upstream keeps the workflow's name in both columns
    field<&Workflow::workflow_name>("workflow_name"),
    field<&Workflow::workflow_namespace>("workflow_namespace"),
    field<&Workflow::workflow_id>("workflow_id"),
    field<&Workflow::description>("description"),
    tags<&Workflow::tags>("tags"),
    field<&Workflow::state>("state"),
    field<&Workflow::state_info>("state_info"),
    field<&Workflow::input>("input"),
    field<&Workflow::output>("output"),
    field<&Workflow::params>("params"),
    field<&Workflow::context>("context"),
    maybe<&Workflow::task_execution_id>("task_execution_id"),
    {"root_execution_id", ColumnKind::id, true, root_execution_id},
    field<&Workflow::accepted>("accepted"),
    field<&Workflow::project_id>("project_id"),
    field<&Workflow::created_at>("created_at"),
    field<&Workflow::updated_at>("updated_at"),
};

using Task = TaskExecutionRow;
constexpr Column<Task> task_execution_columns[] = {
    field<&Task::id>("id"),
    field<&Task::name>("name"),
    field<&Task::type>("type"),
    field<&Task::workflow_name>("workflow_name"),
    field<&Task::workflow_namespace>("workflow_namespace"),
    field<&Task::workflow_id>("workflow_id"),
    field<&Task::workflow_execution_id>("workflow_execution_id"),
    tags<&Task::tags>("tags"),
    field<&Task::state>("state"),
    field<&Task::state_info>("state_info"),
    field<&Task::published>("published"),
    field<&Task::published_global>("published_global"),
    field<&Task::processed>("processed"),
    field<&Task::error_handled>("error_handled"),
    field<&Task::project_id>("project_id"),
    field<&Task::created_at>("created_at"),
    field<&Task::updated_at>("updated_at"),
    field<&Task::started_at>("started_at"),
    field<&Task::finished_at>("finished_at"),
};

using Action = ActionExecutionRow;
constexpr Column<Action> action_execution_columns[] = {
    field<&Action::id>("id"),
    field<&Action::name>("name"),
    field<&Action::description>("description"),
    field<&Action::workflow_name>("workflow_name"),
    field<&Action::workflow_namespace>("workflow_namespace"),
    field<&Action::task_name>("task_name"),
    maybe<&Action::task_execution_id>("task_execution_id"),
    maybe<&Action::workflow_execution_id>("workflow_execution_id"),
    tags<&Action::tags>("tags"),
    field<&Action::state>("state"),
    field<&Action::state_info>("state_info"),
    field<&Action::accepted>("accepted"),
    field<&Action::is_sync>("is_sync"),
    field<&Action::input>("input"),
    {"output", ColumnKind::json, true, output_of},
    field<&Action::last_heartbeat>("last_heartbeat"),
    field<&Action::project_id>("project_id"),
    field<&Action::created_at>("created_at"),
    field<&Action::updated_at>("updated_at"),
};

constexpr Column<WorkflowDefinitionRow> workflow_definition_columns[] = {
    field<&WorkflowDefinitionRow::id>("id"),
    field<&WorkflowDefinitionRow::name>("name"),
    field<&WorkflowDefinitionRow::name_space>("namespace"),
    field<&WorkflowDefinitionRow::input>("input"),
    field<&WorkflowDefinitionRow::interface>("interface"),
    field<&WorkflowDefinitionRow::definition>("definition"),
    field<&WorkflowDefinitionRow::checksum>("checksum"),
    tags<&WorkflowDefinitionRow::tags>("tags"),
    field<&WorkflowDefinitionRow::workbook_name>("workbook_name"),
    field<&WorkflowDefinitionRow::is_system>("is_system"),
    field<&WorkflowDefinitionRow::scope>("scope"),
    field<&WorkflowDefinitionRow::project_id>("project_id"),
    field<&WorkflowDefinitionRow::created_at>("created_at"),
    field<&WorkflowDefinitionRow::updated_at>("updated_at"),
};

constexpr Column<ActionDefinitionRow> action_definition_columns[] = {
    field<&ActionDefinitionRow::id>("id"),
    field<&ActionDefinitionRow::name>("name"),
    field<&ActionDefinitionRow::name_space>("namespace"),
    field<&ActionDefinitionRow::input>("input"),
    field<&ActionDefinitionRow::description>("description"),
    field<&ActionDefinitionRow::definition>("definition"),
    field<&ActionDefinitionRow::spec>("spec"),
    tags<&ActionDefinitionRow::tags>("tags"),
    field<&ActionDefinitionRow::workbook_name>("workbook_name"),
    field<&ActionDefinitionRow::is_system>("is_system"),
    field<&ActionDefinitionRow::scope>("scope"),
    field<&ActionDefinitionRow::project_id>("project_id"),
    field<&ActionDefinitionRow::created_at>("created_at"),
    field<&ActionDefinitionRow::updated_at>("updated_at"),
};

constexpr Column<WorkbookRow> workbook_columns[] = {
    field<&WorkbookRow::id>("id"),
    field<&WorkbookRow::name>("name"),
    field<&WorkbookRow::name_space>("namespace"),
    field<&WorkbookRow::definition>("definition"),
    tags<&WorkbookRow::tags>("tags"),
    field<&WorkbookRow::scope>("scope"),
    field<&WorkbookRow::project_id>("project_id"),
    field<&WorkbookRow::created_at>("created_at"),
    field<&WorkbookRow::updated_at>("updated_at"),
};

constexpr Column<EnvironmentRow> environment_columns[] = {
    field<&EnvironmentRow::id>("id"),
    field<&EnvironmentRow::name>("name"),
    field<&EnvironmentRow::description>("description"),
    field<&EnvironmentRow::variables>("variables"),
    field<&EnvironmentRow::scope>("scope"),
    field<&EnvironmentRow::project_id>("project_id"),
    field<&EnvironmentRow::created_at>("created_at"),
    field<&EnvironmentRow::updated_at>("updated_at"),
};

constexpr Column<CronTriggerRow> cron_trigger_columns[] = {
    field<&CronTriggerRow::id>("id"),
    field<&CronTriggerRow::name>("name"),
    field<&CronTriggerRow::workflow_name>("workflow_name"),
    field<&CronTriggerRow::workflow_id>("workflow_id"),
    field<&CronTriggerRow::workflow_input>("workflow_input"),
    field<&CronTriggerRow::workflow_params>("workflow_params"),
    field<&CronTriggerRow::pattern>("pattern"),
    field<&CronTriggerRow::remaining_executions>("remaining_executions"),
    field<&CronTriggerRow::first_execution_time>("first_execution_time"),
    field<&CronTriggerRow::next_execution_time>("next_execution_time"),
    field<&CronTriggerRow::scope>("scope"),
    field<&CronTriggerRow::project_id>("project_id"),
    field<&CronTriggerRow::created_at>("created_at"),
    field<&CronTriggerRow::updated_at>("updated_at"),
};

constexpr Column<EventTriggerRow> event_trigger_columns[] = {
    field<&EventTriggerRow::id>("id"),
    field<&EventTriggerRow::name>("name"),
    field<&EventTriggerRow::workflow_id>("workflow_id"),
    field<&EventTriggerRow::workflow_input>("workflow_input"),
    field<&EventTriggerRow::workflow_params>("workflow_params"),
    field<&EventTriggerRow::exchange>("exchange"),
    field<&EventTriggerRow::topic>("topic"),
    field<&EventTriggerRow::event>("event"),
    field<&EventTriggerRow::scope>("scope"),
    field<&EventTriggerRow::project_id>("project_id"),
    field<&EventTriggerRow::created_at>("created_at"),
    field<&EventTriggerRow::updated_at>("updated_at"),
};

}  // namespace

template <>
std::span<const Column<WorkflowExecutionRow>> columns_of() {
    return workflow_execution_columns;
}

template <>
std::span<const Column<TaskExecutionRow>> columns_of() {
    return task_execution_columns;
}

template <>
std::span<const Column<ActionExecutionRow>> columns_of() {
    return action_execution_columns;
}

template <>
std::span<const Column<WorkflowDefinitionRow>> columns_of() {
    return workflow_definition_columns;
}

template <>
std::span<const Column<ActionDefinitionRow>> columns_of() {
    return action_definition_columns;
}

template <>
std::span<const Column<WorkbookRow>> columns_of() {
    return workbook_columns;
}

template <>
std::span<const Column<EnvironmentRow>> columns_of() {
    return environment_columns;
}

template <>
std::span<const Column<CronTriggerRow>> columns_of() {
    return cron_trigger_columns;
}

template <>
std::span<const Column<EventTriggerRow>> columns_of() {
    return event_trigger_columns;
}

Value shown(ColumnKind kind, const Value& value) {
    if (kind != ColumnKind::time || value.is_null()) return value;
    return Value{to_text(Instant{value.as_int()})};
}

}  // namespace wf
