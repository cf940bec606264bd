// Filters and sort keys over values, with the meaning that SQL gives them: nothing compares with
// null, null sorts first.
#pragma once
#include "model/columns.hpp"
#include "ports/storage.hpp"

#include <compare>
#include <span>

namespace wf::memory {

/// The values of a filter in the form `holds` compares with. @errors invalid_argument.
Result<std::vector<Value>> normalised(
    std::string_view column, ColumnKind kind, const Filter& filter
);

/// Does a column with this value (as Column::get gave it) satisfy the operator?
bool holds(const Value& cell, ColumnKind kind, FilterOp op, std::span<const Value> wanted);

/// What rows are ordered by: null, an integer or a text.
Value sort_key(const Value& cell, ColumnKind kind);
std::strong_ordering compare(const Value& a, const Value& b);

}  // namespace wf::memory
