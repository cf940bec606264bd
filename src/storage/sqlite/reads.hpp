// Reading rows on one connection: by id, by condition, as lists.
#pragma once
#include "storage/sqlite/list_sql.hpp"

#include <algorithm>

namespace wf::sqlite {

inline constexpr Selection everything = {~0ULL, true};
inline constexpr Selection stored_only = {~0ULL, false};

/// What a caller reads who looks at these API columns; bulky and joined ones only if they are
/// named.
template <class Row>
Selection selection_of(const std::vector<std::string>& columns) {
    if (columns.empty()) return everything;
    const auto named = [&](std::string_view name) {
        return std::ranges::find(columns, name) != columns.end();
    };
    Selection selection{0, false};
    unsigned index = 0;
    visit_columns(RowType<Row>{}, [&](StoredColumn column, auto /*member*/) {
        if (column.bulky_for.empty() || named(column.bulky_for)) selection.stored |= 1ULL << index;
        ++index;
    });
    for (const ColumnSource& column : source_of<Row>().columns)
        selection.joined = selection.joined || (column.joined && named(column.name));
    return selection;
}

/// "SELECT t.a, w.b": to be followed by " FROM ...".
template <class Row>
std::string select_sql(const Selection& selection) {
    std::string sql = "SELECT " + select_list<Row>(selection);
    const std::string_view joined = source_of<Row>().joined_fields;
    if (selection.joined && !joined.empty()) sql.append(", ").append(joined);
    return sql;
}

template <class Row>
std::string from_sql(const Selection& selection) {
    std::string sql = " FROM " + std::string{table_name<Row>} + " t";
    if (selection.joined) sql += source_of<Row>().joins;
    return sql;
}

template <class Row>
Result<void> read_into(const Statement& from, const Selection& selection, Row& row) {
    WF_TRY(const int next, read_row(from, selection, row));
    if (selection.joined) read_joined(from, next, row);
    return {};
}

template <class Row>
Result<void> read_all(
    Use& use, const Selection& selection, std::vector<Row>& rows, std::string_view doing
) {
    while (true) {
        WF_TRY(const bool found, use.next(doing));
        if (!found) return {};
        WF_CHECK(read_into(*use, selection, rows.emplace_back()));
    }
}

template <class Row>
Result<std::optional<Row>> get_row(Connection& connection, const Id& id) {
    static const std::string sql =
        select_sql<Row>(everything) + from_sql<Row>(everything) + " WHERE t.id = ?";
    WF_TRY(Statement * statement, connection.statement(sql));
    Use use{*statement};
    use->bind_blob(1, id.bytes.data(), id.bytes.size());
    WF_TRY(const bool found, use.next("reading a row of " + std::string{table_name<Row>}));
    std::optional<Row> row;
    if (found) WF_CHECK(read_into(*use, everything, row.emplace()));
    return row;
}

template <class Row>
Result<std::vector<Row>> list_rows(Connection& connection, const Query& query) {
    const Selection selection = selection_of<Row>(query.columns);
    WF_TRY(
        const ListSql list, list_sql(connection, list_source_of<Row>(), query, selection.joined)
    );
    WF_TRY(Statement * statement, connection.statement(select_sql<Row>(selection) + list.text));
    Use use{*statement};
    int at = 0;
    for (const Param& param : list.params) bind_param(*use, ++at, param);
    std::vector<Row> rows;
    rows.reserve(std::min<std::size_t>(query.limit.value_or(0), 1000));
    WF_CHECK(read_all(use, selection, rows, "listing " + std::string{table_name<Row>}));
    return rows;
}

/// All rows of the tree in id order, as stored (joined fields stay empty).
template <class Row>
Result<void> read_tree_rows(Connection& connection, const Id& root, std::vector<Row>& rows) {
    static const std::string sql = select_sql<Row>(stored_only) + from_sql<Row>(stored_only) +
                                   " WHERE t.id >= ? AND t.id <= ? ORDER BY t.id";
    WF_TRY(Statement * statement, connection.statement(sql));
    Use use{*statement};
    const Id last = last_of(root);
    use->bind_blob(1, root.bytes.data(), root.bytes.size());
    use->bind_blob(2, last.bytes.data(), last.bytes.size());
    return read_all(use, stored_only, rows, "loading an execution tree");
}

}  // namespace wf::sqlite
