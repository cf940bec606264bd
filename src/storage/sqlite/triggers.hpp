// Cron triggers that are due, and the compare-and-set that moves one on.
#pragma once
#include "ports/storage.hpp"
#include "storage/sqlite/reads.hpp"

namespace wf::sqlite {

Result<std::vector<CronTriggerRow>> due_cron_triggers(
    Connection& connection, Instant until, std::size_t limit
);
/// Inside a transaction that the caller began.
Result<bool> advance_cron_trigger(Connection& connection, const CronAdvance& advance);

}  // namespace wf::sqlite
