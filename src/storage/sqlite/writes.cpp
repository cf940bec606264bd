#include "storage/sqlite/writes.hpp"

#include "storage/sqlite/outbox.hpp"

namespace wf::sqlite {
namespace {

void bind_id(Statement& to, int at, const Id& id) {
    to.bind_blob(at, id.bytes.data(), id.bytes.size());
}

Result<void> delete_range(
    Connection& connection, std::string_view sql, const Id& first, const Id& last
) {
    WF_TRY(Statement * statement, connection.statement(sql));
    Use use{*statement};
    bind_id(*use, 1, first);
    bind_id(*use, 2, last);
    return use.run("deleting rows");
}

/// Deletions name ids, not kinds: an id is tried in each table of executions.
Result<void> delete_executions(Connection& connection, const Id& first, const Id& last) {
    constexpr std::string_view statements[] = {
        "DELETE FROM action_executions WHERE id >= ? AND id <= ?",
        "DELETE FROM task_executions WHERE id >= ? AND id <= ?",
        "DELETE FROM workflow_executions WHERE id >= ? AND id <= ?",
    };
    for (const std::string_view sql : statements)
        WF_CHECK(delete_range(connection, sql, first, last));
    return {};
}

template <class Row>
std::vector<const Row*> pointers_to(const std::vector<Row>& rows) {
    std::vector<const Row*> pointers;
    pointers.reserve(rows.size());
    for (const Row& row : rows) pointers.push_back(&row);
    return pointers;
}

template <class Row>
Result<void> delete_rows(Connection& connection, const std::vector<Id>& ids) {
    for (const Id& id : ids) {
        WF_TRY(
            Statement * statement,
            connection.statement("DELETE FROM " + std::string{table_name<Row>} + " WHERE id = ?")
        );
        Use use{*statement};
        bind_id(*use, 1, id);
        WF_CHECK(use.run("deleting from " + std::string{table_name<Row>}));
        if (sqlite3_changes64(connection.handle()) == 0)
            return tl::unexpected(missing_row(table_name<Row>, id));
    }
    return {};
}

/// Deletions first: a name they free may be taken again in the same transaction.
template <class Row>
Result<void> write_rows(Connection& connection, const RowChanges<Row>& changes, Scratch& scratch) {
    WF_CHECK(delete_rows<Row>(connection, changes.deleted));
    WF_CHECK(update_rows(connection, pointers_to(changes.updated), scratch));
    return insert_rows(connection, pointers_to(changes.inserted), scratch);
}

Result<void> write_texts(Connection& connection, const std::vector<WorkflowDefinitionRow>& rows) {
    for (const WorkflowDefinitionRow& row : rows) {
        WF_TRY(
            Statement * statement,
            connection.statement(
                "INSERT INTO definition_texts (checksum, text) VALUES (?, ?) ON CONFLICT DO NOTHING"
            )
        );
        Use use{*statement};
        use->bind_text(1, row.checksum);
        use->bind_text(2, row.definition);
        WF_CHECK(use.run("storing the text of a definition"));
    }
    return {};
}

}  // namespace

Result<void> write_changes(Connection& connection, const ChangeSet& changes, Scratch& scratch) {
    WF_CHECK(insert_rows(connection, changes.inserted_workflows, scratch));
    WF_CHECK(insert_rows(connection, changes.inserted_tasks, scratch));
    WF_CHECK(insert_rows(connection, changes.inserted_actions, scratch));
    WF_CHECK(update_rows(connection, changes.updated_workflows, scratch));
    WF_CHECK(update_rows(connection, changes.updated_tasks, scratch));
    WF_CHECK(update_rows(connection, changes.updated_actions, scratch));
    for (const Id& id : changes.deleted_rows) WF_CHECK(delete_executions(connection, id, id));
    for (const Id& root : changes.deleted_trees)
        WF_CHECK(delete_executions(connection, root_of(root), last_of(root)));
    return insert_notifications(connection, changes.notifications, scratch);
}

Result<void> write_definitions(
    Connection& connection, const DefinitionChanges& changes, Scratch& scratch
) {
    WF_CHECK(write_rows(connection, changes.workflows, scratch));
    WF_CHECK(write_rows(connection, changes.actions, scratch));
    WF_CHECK(write_rows(connection, changes.workbooks, scratch));
    WF_CHECK(write_rows(connection, changes.environments, scratch));
    WF_CHECK(write_rows(connection, changes.cron_triggers, scratch));
    WF_CHECK(write_rows(connection, changes.event_triggers, scratch));
    WF_CHECK(write_texts(connection, changes.workflows.inserted));
    WF_CHECK(write_texts(connection, changes.workflows.updated));
    return connection.execute(
        "UPDATE counters SET value = value + 1 WHERE name = 'definitions_version'",
        "raising the version of definitions"
    );
}

}  // namespace wf::sqlite
