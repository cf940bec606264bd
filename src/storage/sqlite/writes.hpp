// Writing rows on the writer's connection, inside a transaction that the caller began.
#pragma once
#include "ports/storage.hpp"
#include "storage/rows/messages.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/row_sql.hpp"

#include <string>

namespace wf::sqlite {

inline bool is_duplicate(int code) {
    return code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_UNIQUE;
}

template <class Row>
Error write_error(const Statement& statement, int code, const Row& row, std::string_view verb) {
    if (is_duplicate(code)) return {ErrorCode::conflict, duplicate_text(row), {}, {}};
    return error_of(statement.db(), code, std::string{verb} + std::string{table_name<Row>});
}

/// @errors conflict with duplicate_text() if the id or a unique name is taken.
template <class Row>
Result<void> insert_rows(
    Connection& connection, const std::vector<const Row*>& rows, Scratch& scratch
) {
    if (rows.empty()) return {};
    static const std::string sql = insert_sql<Row>();
    WF_TRY(Statement * statement, connection.statement(sql));
    const Use use{*statement};
    for (const Row* row : rows) {
        bind_insert(*statement, *row, scratch);
        const int code = statement->step();
        if (code != SQLITE_DONE)
            return tl::unexpected(write_error(*statement, code, *row, "inserting into "));
        statement->reset();
    }
    return {};
}

/// @errors not_found if a row does not exist; conflict if a unique name is taken.
template <class Row>
Result<void> update_rows(
    Connection& connection, const std::vector<const Row*>& rows, Scratch& scratch
) {
    if (rows.empty()) return {};
    static const std::string sql = update_sql<Row>();
    WF_TRY(Statement * statement, connection.statement(sql));
    const Use use{*statement};
    for (const Row* row : rows) {
        bind_update(*statement, *row, scratch);
        const int code = statement->step();
        if (code != SQLITE_DONE)
            return tl::unexpected(write_error(*statement, code, *row, "updating "));
        if (sqlite3_changes64(connection.handle()) == 0)
            return tl::unexpected(missing_row(table_name<Row>, row->id));
        statement->reset();
    }
    return {};
}

/// The rows of a group commit, without its fences.
Result<void> write_changes(Connection& connection, const ChangeSet& changes, Scratch& scratch);
/// Definitions, their texts, and the raised definitions_version.
Result<void> write_definitions(
    Connection& connection, const DefinitionChanges& changes, Scratch& scratch
);

}  // namespace wf::sqlite
