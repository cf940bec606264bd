#include "storage/sqlite/outbox.hpp"

namespace wf::sqlite {

Result<void> insert_notifications(
    Connection& connection, const std::vector<const NotificationRow*>& rows, Scratch& scratch
) {
    if (rows.empty()) return {};
    WF_TRY(
        Statement * statement,
        connection.statement("INSERT INTO notifications (root, created_at, publisher, payload) "
                             "VALUES (?, ?, ?, ?)")
    );
    Use use{*statement};
    for (const NotificationRow* row : rows) {
        bind_field(*use, 1, row->root, scratch);
        bind_field(*use, 2, row->created_at, scratch);
        bind_field(*use, 3, row->publisher, scratch);
        bind_field(*use, 4, row->payload, scratch);
        WF_CHECK(use.run("storing a notification"));
        statement->reset();
    }
    return {};
}

Result<std::vector<NotificationRow>> pending_notifications(
    Connection& connection, std::int64_t after, std::size_t limit
) {
    WF_TRY(
        Statement * statement,
        connection.statement("SELECT number, root, created_at, publisher, payload "
                             "FROM notifications WHERE number > ? ORDER BY number LIMIT ?")
    );
    Use use{*statement};
    use->bind(1, after);
    use->bind(2, static_cast<std::int64_t>(limit));
    std::vector<NotificationRow> rows;
    while (true) {
        WF_TRY(const bool found, use.next("reading notifications"));
        if (!found) return rows;
        NotificationRow& row = rows.emplace_back();
        Problem problem;
        read_field(*use, 0, row.number, problem);
        read_field(*use, 1, row.root, problem);
        read_field(*use, 2, row.created_at, problem);
        read_field(*use, 3, row.publisher, problem);
        read_field(*use, 4, row.payload, problem);
        if (problem) return tl::unexpected(*std::move(problem));
    }
}

Result<void> remove_notifications(
    Connection& connection, const std::vector<std::int64_t>& numbers
) {
    WF_TRY(
        Statement * statement, connection.statement("DELETE FROM notifications WHERE number = ?")
    );
    Use use{*statement};
    for (const std::int64_t number : numbers) {
        use->bind(1, number);
        WF_CHECK(use.run("removing a notification"));
        statement->reset();
    }
    return {};
}

}  // namespace wf::sqlite
