// Filters of a query as SQL conditions with parameters.
#pragma once
#include "ports/storage.hpp"
#include "storage/sqlite/sources.hpp"

#include <string>
#include <variant>
#include <vector>

namespace wf::sqlite {

struct Blob {
    std::string bytes;

    friend bool operator==(const Blob&, const Blob&) = default;
};

/// A value given to a statement: null, integer, text or bytes.
using Param = std::variant<std::monostate, std::int64_t, std::string, Blob>;

void bind_param(Statement& to, int at, const Param& param);
Param read_param(const Statement& from, int at);

/// A column of a query, resolved: how its value is written in SQL.
struct SqlColumn {
    std::string_view name;
    ColumnKind kind = ColumnKind::text;
    bool nullable = false;
    bool joined = false;
    bool in_tree = false;  ///< its id lies in the tree of the row
    std::string expression;
};

/// @errors invalid_argument for an unknown name.
template <class Row>
Result<SqlColumn> resolve(std::string_view name);

extern template Result<SqlColumn> resolve<WorkflowExecutionRow>(std::string_view name);
extern template Result<SqlColumn> resolve<TaskExecutionRow>(std::string_view name);
extern template Result<SqlColumn> resolve<ActionExecutionRow>(std::string_view name);
extern template Result<SqlColumn> resolve<WorkflowDefinitionRow>(std::string_view name);
extern template Result<SqlColumn> resolve<ActionDefinitionRow>(std::string_view name);
extern template Result<SqlColumn> resolve<WorkbookRow>(std::string_view name);
extern template Result<SqlColumn> resolve<EnvironmentRow>(std::string_view name);
extern template Result<SqlColumn> resolve<CronTriggerRow>(std::string_view name);
extern template Result<SqlColumn> resolve<EventTriggerRow>(std::string_view name);

/// A condition, or a value for sorting by name: "CASE t.state WHEN 0 THEN 'IDLE' ... END" for
/// states.
std::string shown_expression(const SqlColumn& column);

/// Appends "cond AND cond ..." and their parameters. @errors invalid_argument for a bad value.
Result<void> append_filter(
    std::string& sql, std::vector<Param>& params, const SqlColumn& column, const Filter& filter
);

/// The tree that rows with this filter lie in; nothing if the filter does not tell.
std::optional<Id> tree_of(const SqlColumn& column, const Filter& filter);

}  // namespace wf::sqlite
