// Epochs of the shards: who may write. Checked in every commit, inside its transaction.
#pragma once
#include "ports/storage.hpp"
#include "storage/sqlite/connection.hpp"

#include <span>
#include <vector>

namespace wf::sqlite {

class Fences {
public:
    /// Makes the rows of a new database. @errors invalid_argument for an impossible number of
    /// shards.
    static Result<void> create_shards(Connection& connection, std::uint32_t count);

    /// Raises every epoch, in a transaction of its own.
    Result<std::vector<Fence>> claim_all(Connection& connection, const std::string& owner);
    /// @errors storage_conflict. Reads the table only if another connection has written to the
    /// database since the last check.
    Result<void> check(Connection& connection, std::span<const Fence> fences);

private:
    Result<void> load(Connection& connection);

    std::vector<std::uint64_t> epochs_;  ///< by shard
    std::int64_t data_version_ = -1;     ///< of the connection, when epochs_ was read
};

}  // namespace wf::sqlite
