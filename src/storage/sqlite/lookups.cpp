#include "storage/sqlite/lookups.hpp"

namespace wf::sqlite {

static_assert(
    static_cast<int>(State::paused) == 4 && is_incomplete(State::paused) &&
        is_completed(State::success),
    "the schema's partial index and unfinished_roots() take states up to 4 for unfinished"
);

Result<std::optional<Id>> find_alias(Connection& connection, std::string_view alias) {
    // The second condition lets the planner use the partial index.
    WF_TRY(
        Statement * statement,
        connection.statement("SELECT id FROM workflow_executions WHERE alias = ? AND alias <> ''")
    );
    Use use{*statement};
    use->bind_text(1, alias);
    WF_TRY(const bool found, use.next("looking up an execution id"));
    if (!found) return std::nullopt;
    return to_id(use->blob(0));
}

Result<std::optional<std::string>> definition_text(
    Connection& connection, std::string_view checksum
) {
    WF_TRY(
        Statement * statement,
        connection.statement("SELECT text FROM definition_texts WHERE checksum = ?")
    );
    Use use{*statement};
    use->bind_text(1, checksum);
    WF_TRY(const bool found, use.next("reading the text of a definition"));
    if (!found) return std::nullopt;
    return std::string{use->text(0)};
}

Result<std::vector<Id>> unfinished_roots(
    Connection& connection, const Id& after, std::size_t limit
) {
    // Each half repeats the condition of its partial index and delivers ids in order.
    WF_TRY(
        Statement * statement,
        connection.statement("SELECT id FROM workflow_executions WHERE active = 1 AND id > ?1 "
                             "UNION ALL "
                             "SELECT id FROM action_executions "
                             "WHERE task_execution_id IS NULL AND state <= 4 AND id > ?1 "
                             "ORDER BY 1 LIMIT ?2")
    );
    Use use{*statement};
    use->bind_blob(1, after.bytes.data(), after.bytes.size());
    use->bind(2, static_cast<std::int64_t>(limit));
    std::vector<Id> roots;
    while (true) {
        WF_TRY(const bool found, use.next("looking for unfinished executions"));
        if (!found) return roots;
        roots.push_back(to_id(use->blob(0)));
    }
}

namespace {

/// One state in its order of age: a range of the partial index, whose condition is repeated.
constexpr std::string_view ended_in_state =
    "SELECT id, updated_at FROM workflow_executions WHERE task_execution_id IS NULL "
    "AND state >= 5 AND state = ";

}  // namespace

std::string finished_roots_sql(const FinishedRoots& which) {
    std::string sql = "SELECT id FROM (";
    for (const State& state : which.states) {
        if (&state != which.states.data()) sql += " UNION ALL ";
        sql += ended_in_state;
        sql += std::to_string(static_cast<int>(state));
        if (which.updated_before) sql += " AND updated_at < ?3";
    }
    // Counting from the newest when some of them stay. Each part comes in the order of the index,
    // so that nothing is sorted.
    sql +=
        which.newest_kept == 0 ? " ORDER BY updated_at, id" : " ORDER BY updated_at DESC, id DESC";
    return sql + ") LIMIT ?1 OFFSET ?2";
}

Result<std::vector<Id>> finished_roots(Connection& connection, const FinishedRoots& which) {
    if (which.states.empty()) return std::vector<Id>{};
    WF_TRY(Statement * statement, connection.statement(finished_roots_sql(which)));
    Use use{*statement};
    use->bind(1, static_cast<std::int64_t>(which.limit));
    use->bind(2, static_cast<std::int64_t>(which.newest_kept));
    if (which.updated_before) use->bind(3, which.updated_before->ms);
    std::vector<Id> roots;
    while (true) {
        WF_TRY(const bool found, use.next("looking for finished executions"));
        if (!found) return roots;
        roots.push_back(to_id(use->blob(0)));
    }
}

namespace {

constexpr std::string_view visible = " AND (?1 = '' OR t.project_id = ?1 OR t.scope = 'public')";

template <class Row>
Result<std::optional<Row>> first_row(Use& use) {
    WF_TRY(const bool found, use.next("looking up in " + std::string{table_name<Row>}));
    std::optional<Row> row;
    if (found) WF_CHECK(read_into(*use, everything, row.emplace()));
    return row;
}

}  // namespace

template <class Row>
Result<std::optional<Row>> find_by_name(Connection& connection, const NameKey& key) {
    std::string sql =
        select_sql<Row>(everything) + from_sql<Row>(everything) + " WHERE t.name = ?2";
    if (key.name_space) sql += " AND t.namespace = ?3";
    sql += visible;
    sql += " ORDER BY t.project_id <> ?1, t.id LIMIT 1";
    WF_TRY(Statement * statement, connection.statement(sql));
    Use use{*statement};
    use->bind_text(1, key.project_id);
    use->bind_text(2, key.name);
    if (key.name_space) use->bind_text(3, *key.name_space);
    return first_row<Row>(use);
}

template <class Row>
Result<std::optional<Row>> find_by_id(
    Connection& connection, const Id& id, std::string_view project_id
) {
    static const std::string sql = select_sql<Row>(everything) + from_sql<Row>(everything) +
                                   " WHERE t.id = ?2" + std::string{visible};
    WF_TRY(Statement * statement, connection.statement(sql));
    Use use{*statement};
    use->bind_text(1, project_id);
    use->bind_blob(2, id.bytes.data(), id.bytes.size());
    return first_row<Row>(use);
}

template Result<std::optional<WorkflowDefinitionRow>> find_by_name(Connection&, const NameKey&);
template Result<std::optional<ActionDefinitionRow>> find_by_name(Connection&, const NameKey&);
template Result<std::optional<WorkbookRow>> find_by_name(Connection&, const NameKey&);
template Result<std::optional<EnvironmentRow>> find_by_name(Connection&, const NameKey&);
template Result<std::optional<CronTriggerRow>> find_by_name(Connection&, const NameKey&);
template Result<std::optional<CronTriggerRow>> find_by_id(Connection&, const Id&, std::string_view);
template Result<std::optional<EventTriggerRow>> find_by_id(
    Connection&, const Id&, std::string_view
);
template Result<std::optional<WorkflowDefinitionRow>> find_by_id(
    Connection&, const Id&, std::string_view
);
template Result<std::optional<ActionDefinitionRow>> find_by_id(
    Connection&, const Id&, std::string_view
);

}  // namespace wf::sqlite
