// The storage port of one node, between the runtime and the disk that all nodes share: here the
// database fails and nodes die in the middle of a commit.
#pragma once
#include "storage/testing/storage_in_front.hpp"
#include "world/bugs.hpp"
#include "world/faults.hpp"
#include "world/ledger.hpp"
#include "world/outbox.hpp"

namespace wf::sim {

/// Thrown out of a commit: the process is gone. The runtime above it is destroyed by who catches.
struct NodeDied {};

/// The state of the database that all nodes see.
struct Weather {
    FaultPlan& plan;
    Dice& dice;
    Journal& journal;
    Ledger& ledger;
    Outbox& outbox;
    bool outage = false;
    Bug bug = Bug::none;
    bool bug_struck = false;       ///< it has had its effect
    bool unknown_commits = false;  ///< an applied commit was answered with an error
};

class FaultyStorage final : public StorageInFront {
public:
    FaultyStorage(Storage& disk, Weather& weather) : StorageInFront(disk), weather_(weather) {}

    Result<std::vector<Fence>> claim_all_shards() override;
    Result<void> commit(const ChangeSet& changes) override;

private:
    Result<void> before_read() override;
    Result<void> apply(const ChangeSet& changes);
    Result<void> apply_with_bug(ChangeSet changes);
    Result<void> available() const;

    Weather& weather_;
};

}  // namespace wf::sim
