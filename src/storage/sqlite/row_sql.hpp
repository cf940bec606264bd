// Statements generated from the stored columns of a row type, and the loops that bind and read
// them.
#pragma once
#include "storage/rows/stored_definitions.hpp"
#include "storage/sqlite/codec.hpp"

#include <cstdint>
#include <string>

namespace wf::sqlite {

/// Bit n: the n-th stored column is read. The joined fields of task and action rows have a bit of
/// their own.
struct Selection {
    std::uint64_t stored = ~0ULL;
    bool joined = false;

    bool has(unsigned column) const { return (stored >> column & 1U) != 0; }
};

// --- text
// ---------------------------------------------------------------------------------------------

/// INSERT INTO t (a, b) VALUES (?1, ?2)
template <class Row>
std::string insert_sql() {
    std::string names;
    std::string marks;
    visit_columns(RowType<Row>{}, [&](StoredColumn column, auto /*member*/) {
        names += names.empty() ? "" : ", ";
        names += column.name;
        marks += marks.empty() ? "?" : ", ?";
    });
    return "INSERT INTO " + std::string{table_name<Row>} + " (" + names + ") VALUES (" + marks +
           ")";
}

/// UPDATE t SET b = ?1, ... WHERE id = ?n
template <class Row>
std::string update_sql() {
    std::string settings;
    visit_columns(RowType<Row>{}, [&](StoredColumn column, auto /*member*/) {
        if (!column.changes) return;
        settings += settings.empty() ? "" : ", ";
        settings += column.name;
        settings += " = ?";
    });
    return "UPDATE " + std::string{table_name<Row>} + " SET " + settings + " WHERE id = ?";
}

/// "t.a, t.b": the selected columns of the table that the statement calls t.
template <class Row>
std::string select_list(const Selection& selection) {
    std::string names;
    unsigned index = 0;
    visit_columns(RowType<Row>{}, [&](StoredColumn column, auto /*member*/) {
        if (!selection.has(index++)) return;
        names += names.empty() ? "t." : ", t.";
        names += column.name;
    });
    return names;
}

// --- binding and reading
// ------------------------------------------------------------------------------

template <class Row>
void bind_insert(Statement& to, const Row& row, Scratch& scratch) {
    int at = 0;
    visit_columns(RowType<Row>{}, [&](StoredColumn /*column*/, auto member) {
        bind_field(to, ++at, row.*member, scratch);
    });
}

template <class Row>
void bind_update(Statement& to, const Row& row, Scratch& scratch) {
    int at = 0;
    visit_columns(RowType<Row>{}, [&](StoredColumn column, auto member) {
        if (column.changes) bind_field(to, ++at, row.*member, scratch);
    });
    bind_field(to, ++at, row.id, scratch);
}

/// Reads the columns of select_list(); gives the number of columns read.
template <class Row>
Result<int> read_row(const Statement& from, const Selection& selection, Row& row) {
    int at = 0;
    unsigned index = 0;
    Problem problem;
    visit_columns(RowType<Row>{}, [&](StoredColumn /*column*/, auto member) {
        if (selection.has(index++)) read_field(from, at++, row.*member, problem);
    });
    if (problem) return tl::unexpected(*std::move(problem));
    return at;
}

}  // namespace wf::sqlite
