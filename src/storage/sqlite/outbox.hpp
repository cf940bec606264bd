// The outbox of notifications: written by group commits, read and emptied by who delivers them.
#pragma once
#include "ports/storage.hpp"
#include "storage/sqlite/codec.hpp"
#include "storage/sqlite/connection.hpp"

namespace wf::sqlite {

/// Inside a transaction that the caller began.
Result<void> insert_notifications(
    Connection& connection, const std::vector<const NotificationRow*>& rows, Scratch& scratch
);
Result<std::vector<NotificationRow>> pending_notifications(
    Connection& connection, std::int64_t after, std::size_t limit
);
/// Inside a transaction that the caller began.
Result<void> remove_notifications(Connection& connection, const std::vector<std::int64_t>& numbers);

}  // namespace wf::sqlite
