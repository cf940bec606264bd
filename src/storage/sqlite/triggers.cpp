#include "storage/sqlite/triggers.hpp"

namespace wf::sqlite {

Result<std::vector<CronTriggerRow>> due_cron_triggers(
    Connection& connection, Instant until, std::size_t limit
) {
    static const std::string sql = select_sql<CronTriggerRow>(everything) +
                                   from_sql<CronTriggerRow>(everything) +
                                   " WHERE t.next_execution_time <= ?1"
                                   " ORDER BY t.next_execution_time, t.id LIMIT ?2";
    WF_TRY(Statement * statement, connection.statement(sql));
    Use use{*statement};
    use->bind(1, until.ms);
    use->bind(2, static_cast<std::int64_t>(limit));
    std::vector<CronTriggerRow> rows;
    WF_CHECK(read_all(use, everything, rows, "looking for due cron triggers"));
    return rows;
}

Result<bool> advance_cron_trigger(Connection& connection, const CronAdvance& advance) {
    const std::string_view sql =
        advance.next ? "UPDATE cron_triggers SET next_execution_time = ?3, "
                       "remaining_executions = ?4, updated_at = ?5 "
                       "WHERE id = ?1 AND next_execution_time = ?2"
                     : "DELETE FROM cron_triggers WHERE id = ?1 AND next_execution_time = ?2";
    WF_TRY(Statement * statement, connection.statement(sql));
    Use use{*statement};
    use->bind_blob(1, advance.id.bytes.data(), advance.id.bytes.size());
    use->bind(2, advance.fired.ms);
    if (advance.next) {
        use->bind(3, advance.next->ms);
        if (advance.remaining) {
            use->bind(4, *advance.remaining);
        } else {
            use->bind_null(4);
        }
        use->bind(5, advance.at.ms);
    }
    WF_CHECK(use.run("moving a cron trigger on"));
    return sqlite3_changes64(connection.handle()) > 0;
}

}  // namespace wf::sqlite
