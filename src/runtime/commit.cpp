// The end of a turn: what it has changed becomes one commit, or is forgotten and runs again.
#include "runtime/change_collector.hpp"
#include "runtime/worker.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr std::uint32_t attempts_max = 5;  // failed commits before a command is refused
constexpr Millis retry_pause_max{2000};    // between commits while the database is away

}  // namespace

bool Worker::commit() {
    if (const Result<void> done = store(); !done) {
        give_up_turn(done.error());
        return false;
    }
    for (const Id& root : touched_) {
        engine::TreeRunner& runner = trees_.at(root).runner;
        settle(runner.tree());
        runner.notices().clear();
    }
    last_notices_.clear();
    return true;
}

Result<void> Worker::store() {
    if (auto failure = reads_.take_failure()) return tl::unexpected(*std::move(failure));
    ChangeSet changes;
    for (const Id& root : touched_) {
        Resident& resident = trees_.at(root);
        collect(resident.runner.tree(), resident.runner.has_work(), changes);
    }
    collect_notices(changes);
    changes.deleted_trees = deleted_trees_;
    changes.deleted_rows = deleted_rows_;
    // Also without a change: who does not own the shard any more must not answer from old memory,
    // nor dispatch what another node has dispatched.
    if (changes.empty() && effects_.empty() && replies_.empty()) return {};
    changes.fences = fences_of_turn();
    WF_CHECK(storage_.commit(changes));
    failed_commits_ = 0;
    if (!changes.notifications.empty() && on_notifications_) on_notifications_();
    return {};
}

void Worker::collect_notices(ChangeSet& changes) {
    for (const Id& root : touched_) {
        for (const NotificationRow& notice : trees_.at(root).runner.notices())
            changes.notifications.push_back(&notice);
    }
    for (const NotificationRow& notice : last_notices_) changes.notifications.push_back(&notice);
}

std::vector<Fence> Worker::fences_of_turn() const {
    const std::uint32_t shards = storage_.shard_count();
    std::vector<bool> needed(shards, false);
    for (const Envelope& envelope : batch_) {
        if (!envelope.root.is_nil()) needed[shard_of(envelope.root) % shards] = true;
    }
    for (const Id& root : touched_) needed[shard_of(root) % shards] = true;
    for (const Id& root : deleted_trees_) needed[shard_of(root) % shards] = true;
    for (const Id& row : deleted_rows_) needed[shard_of(row) % shards] = true;
    std::vector<Fence> fences;
    for (const Fence& fence : fences_) {
        if (needed[fence.shard]) fences.push_back(fence);
    }
    return fences;
}

void Worker::give_up_turn(const Error& why) {
    log_.error("commit_failed", {{"why", why}, {"commands", batch_.size()}});
    forget_touched(why.code != ErrorCode::storage_conflict);
    rest_ = std::min(Millis{10LL << std::min(failed_commits_++, 10U)}, retry_pause_max);
}

/// Memory never outruns the disk: what could not be stored is forgotten and asked for again, unless
/// another node has the shard now.
void Worker::forget_touched(bool still_ours) {
    for (const Id& root : touched_) {
        const auto it = trees_.find(root);
        if (it == trees_.end()) continue;
        aliases_.erase(alias_of(it->second));
        const auto& actions = it->second.runner.tree().actions;
        const bool is_stored = actions.empty() || !actions.front().transient;
        trees_.erase(it);
        std::erase(ready_, root);
        if (is_new(root)) {
            awaited_runs_.erase(root);
        } else if (!is_stored) {
            refuse_lost_run(root);
        }
        if (still_ours) load_again(root);
    }
    touched_.clear();
    if (still_ours) {
        for (const Id& root : deleted_living_) load_again(root);  // if the deletion is given up
    }
    effects_.clear();
    for (const auto& [action, until] : heard_of_) dispatched_.grant(action, until);
    heard_of_.clear();
    deleted_trees_.clear();
    deleted_living_.clear();
    deleted_rows_.clear();
    last_notices_.clear();
    replies_.clear();
    for (Envelope& envelope : batch_) {
        if (envelope.root.is_nil()) continue;  // postponed
        give_back_handler(envelope);
        if (++envelope.attempts < attempts_max) {
            mailbox_.post(envelope, true);
        } else if (envelope.on_reply) {
            envelope.on_reply(fail(ErrorCode::busy, "the database does not take changes; try again")
            );
        }
    }
    batch_.clear();
}

/// Begun in this turn, so that its command runs once more.
bool Worker::is_new(const Id& root) const {
    return std::ranges::any_of(batch_, [&](const Envelope& e) {
        return e.root == root && std::holds_alternative<RunAction>(e.command);
    });
}

}  // namespace wf
