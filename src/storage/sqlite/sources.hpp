// Where lists read from: the tables joined to each row type, and the SQL expression of each column
// of model/columns.hpp that is not simply a column of the same name.
#pragma once
#include "model/columns.hpp"
#include "storage/sqlite/row_sql.hpp"

#include <span>
#include <string_view>

namespace wf::sqlite {

/// An API column whose value is computed or comes from a joined table.
struct ColumnSource {
    std::string_view name;
    std::string_view expression;
    bool joined = false;
};

struct Source {
    std::string_view joins;          ///< " LEFT JOIN ...", empty if there is nothing to join
    std::string_view joined_fields;  ///< what read_joined() reads, in its order
    std::span<const ColumnSource> columns;
    /// Id columns that lie in the same tree as the row: a filter on one limits the range of row
    /// ids.
    std::span<const std::string_view> tree_columns;
};

template <class Row>
const Source& source_of();

template <>
const Source& source_of<WorkflowExecutionRow>();
template <>
const Source& source_of<TaskExecutionRow>();
template <>
const Source& source_of<ActionExecutionRow>();
template <>
const Source& source_of<WorkflowDefinitionRow>();
template <>
const Source& source_of<ActionDefinitionRow>();
template <>
const Source& source_of<WorkbookRow>();
template <>
const Source& source_of<EnvironmentRow>();
template <>
const Source& source_of<CronTriggerRow>();
template <>
const Source& source_of<EventTriggerRow>();

// Reads joined_fields from column `at` on.
template <class Row>
void read_joined(const Statement& /*from*/, int /*at*/, Row& /*row*/) {
}

void read_joined(const Statement& from, int at, TaskExecutionRow& row);
void read_joined(const Statement& from, int at, ActionExecutionRow& row);

}  // namespace wf::sqlite
