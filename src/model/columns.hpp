// The columns of each row type as the REST API names them: what may be filtered, sorted and
// projected. The API validates `sort_keys` and filters with these tables, the memory adapter
// evaluates with them, database adapters check names and look up kinds. How a row is stored is not
// here (storage/rows/), how it is shown on the wire neither (api/).
#pragma once
#include "model/rows.hpp"
#include "model/trigger_rows.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace wf {

/// How values of a column compare and what a filter value must be.
enum class ColumnKind : std::uint8_t {
    text,
    id,    // filter values are texts; what is no id equals nothing
    time,  // filter values are texts, compared in whole seconds; sorting is by milliseconds
    boolean,
    integer,
    state,      // by name ("RUNNING"), also when sorted
    task_type,  // by name ("ACTION")
    json,       // by compact JSON text
    tags,       // eq, in, has: the JSON text contains every value; neq, nin: none of them
};

template <class Row>
struct Column {
    std::string_view name;
    ColumnKind kind = ColumnKind::text;
    bool nullable = false;  ///< may be asked for with is_null (`nulls=` of the API)
    /// Null or, by kind: text (id, state and type: their text), boolean, integer, time in
    /// milliseconds since 1970, the stored value itself for json and tags.
    Value (*get)(const Row& row) = nullptr;
};

/// All columns of a row type; exists for the row types that can be listed.
template <class Row>
std::span<const Column<Row>> columns_of();

template <>
std::span<const Column<WorkflowExecutionRow>> columns_of();
template <>
std::span<const Column<TaskExecutionRow>> columns_of();
template <>
std::span<const Column<ActionExecutionRow>> columns_of();
template <>
std::span<const Column<WorkflowDefinitionRow>> columns_of();
template <>
std::span<const Column<ActionDefinitionRow>> columns_of();
template <>
std::span<const Column<WorkbookRow>> columns_of();
template <>
std::span<const Column<EnvironmentRow>> columns_of();
template <>
std::span<const Column<CronTriggerRow>> columns_of();
template <>
std::span<const Column<EventTriggerRow>> columns_of();

/// nullptr for an unknown name.
template <class Row>
const Column<Row>* find_column(std::string_view name) {
    for (const Column<Row>& column : columns_of<Row>()) {
        if (column.name == name) return &column;
    }
    return nullptr;
}

/// What `get` gave as users see it: a time becomes "YYYY-MM-DD HH:MM:SS", the rest stays.
Value shown(ColumnKind kind, const Value& value);

}  // namespace wf
