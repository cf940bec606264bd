#include "storage/sqlite/list_sql.hpp"

#include "storage/rows/messages.hpp"

#include <algorithm>

namespace wf::sqlite {
namespace {

struct SortKey {
    SqlColumn column;
    std::string expression;
    bool descending = false;
    Param marker = std::monostate{};

    /// Only these two are certain to hold a value in every row.
    bool may_be_null() const { return column.name != "id" && column.name != "created_at"; }

    bool marker_is_null() const { return std::holds_alternative<std::monostate>(marker); }
};

class ListBuilder {
public:
    ListBuilder(Connection& connection, const ListSource& source, const Query& query)
        : connection_(connection), source_(source), query_(query) {}

    Result<ListSql> build(bool reads_joined);

private:
    Result<void> resolve_sort();
    Result<void> resolve_filters();
    Result<void> resolve_project();
    Result<void> add_filters();
    Result<bool> read_marker(std::string_view condition, const Param& id);
    Result<void> find_marker();
    void add_after_marker();
    void add_after(std::size_t index);
    void add_strictly_after(const SortKey& key);
    void add_order();
    void add_project();
    std::string from() const;

    void condition(std::string_view sql) {
        where_ += where_.empty() ? " WHERE " : " AND ";
        where_ += sql;
    }

    void param(Param value) { params_.push_back(std::move(value)); }

    Connection& connection_;
    const ListSource& source_;
    const Query& query_;
    std::vector<SortKey> keys_;
    std::vector<SqlColumn> filter_columns_;
    std::optional<SqlColumn> project_;
    bool joins_ = false;
    bool within_tree_ = false;
    std::string where_;
    std::string order_;
    std::vector<Param> params_;
};

Result<void> ListBuilder::resolve_sort() {
    std::vector<Sort> sort = query_.sort;
    if (std::ranges::find(sort, "id", &Sort::column) == sort.end()) sort.push_back({"id", false});
    for (const Sort& key : sort) {
        WF_TRY(SqlColumn column, source_.resolve(key.column));
        joins_ = joins_ || column.joined;
        // Times sort by milliseconds and ids by their bytes, which is the order of their texts.
        const bool as_shown =
            column.kind == ColumnKind::state || column.kind == ColumnKind::task_type;
        std::string expression = as_shown ? shown_expression(column) : column.expression;
        keys_.push_back({std::move(column), std::move(expression), key.descending});
    }
    return {};
}

Result<void> ListBuilder::resolve_filters() {
    for (const Filter& filter : query_.filters) {
        WF_TRY(SqlColumn column, source_.resolve(filter.column));
        joins_ = joins_ || column.joined;
        filter_columns_.push_back(std::move(column));
    }
    return {};
}

Result<void> ListBuilder::resolve_project() {
    if (query_.project_id.empty()) return {};
    WF_TRY(project_, source_.resolve("project_id"));
    joins_ = joins_ || project_->joined;
    return {};
}

void ListBuilder::add_project() {
    if (!project_) return;
    const std::string own = project_->expression + " = ?";
    condition(source_.scoped ? "(" + own + " OR t.scope = 'public')" : own);
    param(query_.project_id);
}

Result<void> ListBuilder::add_filters() {
    for (std::size_t i = 0; i < query_.filters.size(); ++i) {
        const Filter& filter = query_.filters[i];
        std::string sql;
        std::vector<Param> params;
        WF_CHECK(append_filter(sql, params, filter_columns_[i], filter));
        condition(sql);
        std::ranges::move(params, std::back_inserter(params_));
        const auto tree = tree_of(filter_columns_[i], filter);
        if (!tree || within_tree_) continue;
        // All rows of a tree are neighbours: a range of the primary key does the work of an index.
        within_tree_ = true;
        condition("t.id >= ? AND t.id <= ?");
        for (const Id& id : {root_of(*tree), last_of(*tree)})
            param(Blob{std::string(id.bytes.begin(), id.bytes.end())});
    }
    return {};
}

std::string ListBuilder::from() const {
    std::string sql = " FROM " + std::string{source_.table} + " t";
    if (joins_) sql += source_.source->joins;
    return sql;
}

Result<bool> ListBuilder::read_marker(std::string_view where, const Param& id) {
    std::string sql = "SELECT ";
    for (const SortKey& key : keys_) {
        if (&key != keys_.data()) sql += ", ";
        sql += key.expression;
    }
    sql += from();
    sql += where;
    WF_TRY(Statement * statement, connection_.statement(sql));
    Use use{*statement};
    bind_param(*use, 1, id);
    WF_TRY(const bool found, use.next("looking up a marker"));
    if (!found) return false;
    int at = 0;
    for (SortKey& key : keys_) key.marker = read_param(*use, at++);
    return true;
}

Result<void> ListBuilder::find_marker() {
    bool found = false;
    if (const auto id = parse_id(*query_.marker)) {
        const Param blob = Blob{std::string(id->bytes.begin(), id->bytes.end())};
        WF_TRY(found, read_marker(" WHERE t.id = ?", blob));
    }
    if (!found && source_.has_alias && !query_.marker->empty()) {
        WF_TRY(found, read_marker(" WHERE t.alias = ? AND t.alias <> ''", Param{*query_.marker}));
    }
    if (!found) return tl::unexpected(unknown_marker(source_.table, *query_.marker));
    return {};
}

/// NULL sorts before every value, as SQLite does it.
void ListBuilder::add_strictly_after(const SortKey& key) {
    if (key.marker_is_null()) {
        where_ += key.descending ? std::string{"0"} : key.expression + " IS NOT NULL";
        return;
    }
    where_ += "(" + key.expression + (key.descending ? " < ?" : " > ?");
    if (key.descending && key.may_be_null()) where_ += " OR " + key.expression + " IS NULL";
    where_ += ")";
    param(key.marker);
}

/// Rows that come after the marker by the keys from `index` on.
void ListBuilder::add_after(std::size_t index) {
    const SortKey& key = keys_[index];
    if (index + 1 == keys_.size()) return add_strictly_after(key);
    where_ += "(";
    add_strictly_after(key);
    where_ += " OR (" + key.expression;
    if (key.marker_is_null()) {
        where_ += " IS NULL";
    } else {
        where_ += " = ?";
        param(key.marker);
    }
    where_ += " AND ";
    add_after(index + 1);
    where_ += "))";
}

void ListBuilder::add_after_marker() {
    const SortKey& first = keys_.front();
    if (!first.may_be_null()) {
        // Implied by what follows; lets an index on the first key start at the marker.
        condition(first.expression + (first.descending ? " <= ?" : " >= ?"));
        param(first.marker);
    }
    condition("");
    add_after(0);
}

void ListBuilder::add_order() {
    for (const SortKey& key : keys_) {
        order_ += order_.empty() ? " ORDER BY " : ", ";
        // A '+' hides the column from the planner: within a tree the range of the primary key is
        // the better way in than an index that delivers the order.
        if (within_tree_) order_ += "+";
        order_ += key.expression;
        if (key.descending) order_ += " DESC";
    }
}

Result<ListSql> ListBuilder::build(bool reads_joined) {
    joins_ = reads_joined;
    WF_CHECK(resolve_sort());
    WF_CHECK(resolve_filters());
    WF_CHECK(resolve_project());
    add_project();
    WF_CHECK(add_filters());
    if (query_.marker) {
        WF_CHECK(find_marker());
        add_after_marker();
    }
    add_order();
    std::string text = from() + where_ + order_;
    if (query_.limit) {
        text += " LIMIT ?";
        param(static_cast<std::int64_t>(*query_.limit));
    }
    return ListSql{std::move(text), std::move(params_)};
}

}  // namespace

Result<ListSql> list_sql(
    Connection& connection, const ListSource& source, const Query& query, bool reads_joined
) {
    return ListBuilder{connection, source, query}.build(reads_joined);
}

}  // namespace wf::sqlite
