#include "world/faulty_storage.hpp"

namespace wf::sim {
namespace {

tl::unexpected<Error> gone() {
    return fail(ErrorCode::storage_unavailable, "the simulated database is away");
}

}  // namespace

Result<void> FaultyStorage::available() const {
    if (weather_.outage) return gone();
    return {};
}

Result<void> FaultyStorage::before_read() {
    WF_CHECK(available());
    if (!weather_.plan.strikes(Fault::read_refused, weather_.dice)) return {};
    weather_.journal.note([] { return "a read is refused"; });
    return gone();
}

Result<void> FaultyStorage::apply_with_bug(ChangeSet changes) {
    switch (weather_.bug) {
    case Bug::skip_fence: changes.fences.clear(); break;
    case Bug::forget_row:
        if (changes.updated_tasks.empty() || !weather_.dice.chance(5)) break;
        changes.updated_tasks.pop_back();
        weather_.bug_struck = true;
        break;
    case Bug::lose_notice:
        if (changes.notifications.empty() || !weather_.dice.chance(5)) break;
        changes.notifications.pop_back();
        weather_.bug_struck = true;
        break;
    case Bug::lie_about_commit:
        if (!weather_.dice.chance(3)) break;
        weather_.bug_struck = true;
        return {};
    default: break;
    }
    return behind_.commit(changes);
}

Result<void> FaultyStorage::apply(const ChangeSet& changes) {
    const Result<void> done =
        weather_.bug == Bug::none ? behind_.commit(changes) : apply_with_bug(changes);
    if (!done) return done;
    weather_.ledger.committed(changes);
    weather_.outbox.committed(changes);
    return done;
}

Result<void> FaultyStorage::commit(const ChangeSet& changes) {
    WF_CHECK(available());
    FaultPlan& plan = weather_.plan;
    Dice& dice = weather_.dice;
    Journal& journal = weather_.journal;
    if (plan.strikes(Fault::commit_refused, dice)) {
        journal.note([] { return "commit refused"; });
        return gone();
    }
    if (plan.strikes(Fault::crash_before_commit, dice)) {
        if (weather_.bug == Bug::torn_commit && !changes.updated_tasks.empty()) {
            ChangeSet half = changes;
            half.updated_tasks.clear();
            half.updated_actions.clear();
            (void)behind_.commit(half);
        }
        throw NodeDied{};
    }
    if (plan.strikes(Fault::crash_after_commit, dice)) {
        (void)apply(changes);
        throw NodeDied{};
    }
    if (plan.strikes(Fault::commit_unknown, dice)) {
        (void)apply(changes);
        weather_.unknown_commits = true;
        journal.note([] { return "commit applied, but answered with an error"; });
        return gone();
    }
    if (weather_.bug == Bug::answer_early && plan.is_on() && dice.chance(2)) return {};
    return apply(changes);
}

Result<std::vector<Fence>> FaultyStorage::claim_all_shards() {
    WF_CHECK(available());
    return behind_.claim_all_shards();
}

}  // namespace wf::sim
