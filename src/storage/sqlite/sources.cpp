#include "storage/sqlite/sources.hpp"

namespace wf::sqlite {
namespace {

constexpr ColumnSource workflow_columns[] = {
    {"name", "t.workflow_name"},
    // Roots have number 0 in their tree: the last four bytes of the id.
    {"root_execution_id",
     "CASE WHEN substr(t.id, 13) = x'00000000' THEN NULL "
     "ELSE CAST(substr(t.id, 1, 12) || x'00000000' AS BLOB) END"},
};
constexpr std::string_view workflow_tree_columns[] = {"task_execution_id", "root_execution_id"};
constexpr Source workflows = {"", "", workflow_columns, workflow_tree_columns};

// Left joins: a row is listed even if its parent were gone.
constexpr ColumnSource task_columns[] = {
    {"workflow_name", "coalesce(w.workflow_name, '')", true},
    {"workflow_namespace", "coalesce(w.workflow_namespace, '')", true},
    {"workflow_id", "w.workflow_id", true},
    {"project_id", "coalesce(w.project_id, '')", true},
};
constexpr std::string_view task_tree_columns[] = {"workflow_execution_id"};
constexpr Source tasks = {
    " LEFT JOIN workflow_executions w ON w.id = t.workflow_execution_id",
    "w.workflow_name, w.workflow_namespace, w.workflow_id, w.project_id",
    task_columns,
    task_tree_columns,
};

// Stand-alone runs have their own project and namespace.
constexpr ColumnSource action_columns[] = {
    {"workflow_name", "coalesce(w.workflow_name, '')", true},
    {"workflow_namespace", "coalesce(w.workflow_namespace, t.workflow_namespace)", true},
    {"task_name", "coalesce(k.name, '')", true},
    {"project_id", "coalesce(w.project_id, t.project_id)", true},
    {"output",
     "CASE WHEN t.has_result = 1 "
     "THEN '{\"result\":' || coalesce(t.result, 'null') || '}' END"},
};
constexpr std::string_view action_tree_columns[] = {"task_execution_id", "workflow_execution_id"};
constexpr Source actions = {
    " LEFT JOIN workflow_executions w ON w.id = t.workflow_execution_id"
    " LEFT JOIN task_executions k ON k.id = t.task_execution_id",
    "w.workflow_name, coalesce(w.workflow_namespace, t.workflow_namespace), k.name, "
    "coalesce(w.project_id, t.project_id)",
    action_columns,
    action_tree_columns,
};

constexpr Source plain = {"", "", {}, {}};

}  // namespace

template <>
const Source& source_of<WorkflowExecutionRow>() {
    return workflows;
}

template <>
const Source& source_of<TaskExecutionRow>() {
    return tasks;
}

template <>
const Source& source_of<ActionExecutionRow>() {
    return actions;
}

template <>
const Source& source_of<WorkflowDefinitionRow>() {
    return plain;
}

template <>
const Source& source_of<ActionDefinitionRow>() {
    return plain;
}

template <>
const Source& source_of<WorkbookRow>() {
    return plain;
}

template <>
const Source& source_of<EnvironmentRow>() {
    return plain;
}

template <>
const Source& source_of<CronTriggerRow>() {
    return plain;
}

template <>
const Source& source_of<EventTriggerRow>() {
    return plain;
}

void read_joined(const Statement& from, int at, TaskExecutionRow& row) {
    row.workflow_name = from.text(at);
    row.workflow_namespace = from.text(at + 1);
    row.workflow_id = to_id(from.blob(at + 2));
    row.project_id = from.text(at + 3);
}

void read_joined(const Statement& from, int at, ActionExecutionRow& row) {
    row.workflow_name = from.text(at);
    row.workflow_namespace = from.text(at + 1);
    row.task_name = from.text(at + 2);
    row.project_id = from.text(at + 3);
}

}  // namespace wf::sqlite
