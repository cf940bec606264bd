#include "storage/sqlite/fences.hpp"

#include "storage/rows/messages.hpp"

#include <bit>

namespace wf::sqlite {

Result<void> Fences::create_shards(Connection& connection, std::uint32_t count) {
    constexpr std::string_view doing = "creating the shards";
    WF_TRY(Transaction transaction, Transaction::begin(connection, Transaction::Kind::write));
    WF_TRY(const std::int64_t there, connection.integer("SELECT count(*) FROM shards", doing));
    if (there > 0) return {};
    if (!std::has_single_bit(count) || count > 1U << shard_bits_max) {
        return fail(
            ErrorCode::invalid_argument,
            "the number of shards must be a power of two up to 4096, not " + std::to_string(count)
        );
    }
    WF_TRY(
        Statement * insert,
        connection.statement("INSERT INTO shards (id, epoch, owner) VALUES (?, 0, '')")
    );
    for (std::uint32_t shard = 0; shard < count; ++shard) {
        Use use{*insert};
        use->bind(1, shard);
        WF_CHECK(use.run(doing));
    }
    return transaction.commit();
}

Result<void> Fences::load(Connection& connection) {
    WF_TRY(Statement * select, connection.statement("SELECT id, epoch FROM shards ORDER BY id"));
    Use use{*select};
    epochs_.clear();
    while (true) {
        WF_TRY(const bool found, use.next("reading the owners of shards"));
        if (!found) return {};
        epochs_.push_back(static_cast<std::uint64_t>(use->integer(1)));
    }
}

Result<std::vector<Fence>> Fences::claim_all(Connection& connection, const std::string& owner) {
    data_version_ = -1;  // what is read below counts only if this transaction commits
    WF_TRY(Transaction transaction, Transaction::begin(connection, Transaction::Kind::write));
    {
        WF_TRY(
            Statement * update,
            connection.statement("UPDATE shards SET epoch = epoch + 1, owner = ?")
        );
        Use use{*update};
        use->bind_text(1, owner);
        WF_CHECK(use.run("taking over the shards"));
    }
    WF_CHECK(load(connection));
    WF_CHECK(transaction.commit());
    std::vector<Fence> fences;
    for (std::uint32_t shard = 0; shard < epochs_.size(); ++shard)
        fences.push_back({shard, epochs_[shard]});
    return fences;
}

Result<void> Fences::check(Connection& connection, std::span<const Fence> fences) {
    if (fences.empty()) return {};
    // Changes when another connection has committed; our own commits do not count.
    WF_TRY(
        const std::int64_t version,
        connection.integer("PRAGMA data_version", "checking the ownership of shards")
    );
    if (version != data_version_) {
        WF_CHECK(load(connection));
        data_version_ = version;
    }
    for (const Fence& fence : fences) {
        if (fence.shard >= epochs_.size())
            return tl::unexpected(
                unknown_shard(fence.shard, static_cast<std::uint32_t>(epochs_.size()))
            );
        const std::uint64_t stored = epochs_[fence.shard];
        if (stored != fence.epoch)
            return tl::unexpected(fenced_off(fence.shard, fence.epoch, stored));
    }
    return {};
}

}  // namespace wf::sqlite
