// A list query as one SELECT: what follows the list of columns, with its parameters.
#pragma once
#include "storage/sqlite/conditions.hpp"
#include "storage/sqlite/connection.hpp"

namespace wf::sqlite {

/// What list_sql needs to know about a row type, without being a template.
struct ListSource {
    std::string_view table;
    const Source* source = nullptr;
    bool scoped = false;     ///< rows of scope public are visible to every project
    bool has_alias = false;  ///< a marker may be a client-chosen id
    Result<SqlColumn> (*resolve)(std::string_view name) = nullptr;
};

template <class Row>
ListSource list_source_of() {
    return {table_name<Row>, &source_of<Row>(), Scoped<Row>, requires(const Row& row){row.alias;
}

, resolve<Row>,
};  // namespace wf::sqlite
}

struct ListSql {
    std::string text;  ///< " FROM ... WHERE ... ORDER BY ... LIMIT ?"
    std::vector<Param> params;
};

/// @errors invalid_argument (column, value), not_found (marker; it is looked up on `connection`).
Result<ListSql> list_sql(
    Connection& connection, const ListSource& source, const Query& query, bool reads_joined
);

}  // namespace wf::sqlite
