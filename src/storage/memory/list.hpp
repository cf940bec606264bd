// A list query over rows in memory: filter, sort, page.
#pragma once
#include "storage/memory/filter.hpp"
#include "storage/rows/messages.hpp"
#include "storage/rows/stored_definitions.hpp"

#include <algorithm>

namespace wf::memory {

template <class Row>
class ListQuery {
public:
    /// Checks names and values. @errors invalid_argument.
    static Result<ListQuery> prepare(const Query& query);

    /// `for_each(visit)` calls `visit(row)` for every row, joined fields filled. @errors not_found.
    template <class ForEach>
    Result<std::vector<Row>> run(ForEach for_each) const;

private:
    struct Condition {
        const Column<Row>* column;
        FilterOp op;
        std::vector<Value> wanted;
    };

    struct Key {
        const Column<Row>* column;
        bool descending;
    };

    struct Entry {
        std::vector<Value> keys;
        Row row;
    };

    explicit ListQuery(const Query& query) : query_(query) {}

    bool is_visible(const Row& row) const {
        if (query_.project_id.empty() || row.project_id == query_.project_id) return true;
        if constexpr (Scoped<Row>) return row.scope == "public";
        return false;
    }

    bool matches(const Row& row) const {
        return std::ranges::all_of(conditions_, [&](const Condition& condition) {
            const Value cell = condition.column->get(row);
            return holds(cell, condition.column->kind, condition.op, condition.wanted);
        });
    }

    bool is_marker(const Row& row) const {
        if (to_text(row.id) == *query_.marker) return true;
        if constexpr (requires { row.alias; })
            return !row.alias.empty() && row.alias == *query_.marker;
        return false;
    }

    std::vector<Value> keys_of(const Row& row) const {
        std::vector<Value> keys;
        for (const Key& key : keys_)
            keys.push_back(sort_key(key.column->get(row), key.column->kind));
        return keys;
    }

    bool precedes(const std::vector<Value>& a, const std::vector<Value>& b) const {
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            const auto order = compare(a[i], b[i]);
            if (order != 0) return keys_[i].descending ? order > 0 : order < 0;
        }
        return false;
    }

    const Query& query_;
    std::vector<Condition> conditions_;
    std::vector<Key> keys_;
};

template <class Row>
Result<ListQuery<Row>> ListQuery<Row>::prepare(const Query& query) {
    ListQuery list{query};
    const auto column_of = [](std::string_view name) -> Result<const Column<Row>*> {
        const Column<Row>* column = find_column<Row>(name);
        if (column == nullptr) return tl::unexpected(unknown_column(table_name<Row>, name));
        return column;
    };
    for (const Filter& filter : query.filters) {
        WF_TRY(const Column<Row>* column, column_of(filter.column));
        WF_TRY(std::vector<Value> wanted, normalised(column->name, column->kind, filter));
        list.conditions_.push_back({column, filter.op, std::move(wanted)});
    }
    for (const Sort& sort : query.sort) {
        WF_TRY(const Column<Row>* column, column_of(sort.column));
        list.keys_.push_back({column, sort.descending});
    }
    if (std::ranges::find(query.sort, "id", &Sort::column) == query.sort.end())
        list.keys_.push_back({find_column<Row>("id"), false});
    return list;
}

template <class Row>
template <class ForEach>
Result<std::vector<Row>> ListQuery<Row>::run(ForEach for_each) const {
    std::vector<Entry> entries;
    std::optional<std::vector<Value>> after;
    for_each([&](const Row& row) {
        if (!is_visible(row)) return;
        if (query_.marker && is_marker(row)) after = keys_of(row);
        if (matches(row)) entries.push_back({keys_of(row), row});
    });
    if (query_.marker) {
        if (!after) return tl::unexpected(unknown_marker(table_name<Row>, *query_.marker));
        std::erase_if(entries, [&](const Entry& entry) { return !precedes(*after, entry.keys); });
    }
    std::ranges::sort(entries, [&](const Entry& a, const Entry& b) {
        return precedes(a.keys, b.keys);
    });
    const std::size_t count = std::min(entries.size(), query_.limit.value_or(entries.size()));
    std::vector<Row> rows;
    rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i) rows.push_back(std::move(entries[i].row));
    return rows;
}

}  // namespace wf::memory
