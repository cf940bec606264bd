// The worker's view of actions that executors have: handing them out, and noticing silence.
#include "runtime/worker.hpp"

namespace wf {

void Worker::perform(DispatchAction& effect) {
    const Id id = effect.request.action_execution_id;
    // Nobody reports on an asynchronous action: its result may come from anywhere, at any time.
    const bool here_already = !dispatched_.grant(
        id, effect.request.is_sync ? now_ + options_.heartbeat.first_timeout : LeaseTable::never
    );
    // Recovery of a tree that was only out of memory: the action still runs in this process.
    if (here_already && effect.request.maybe_duplicate) return;
    dispatcher_.dispatch(std::move(effect.request));
}

/// Its result, or word that it runs, has come; if the commit fails, it has not.
void Worker::hear_of(const Id& action) {
    if (const auto until = dispatched_.release(action)) heard_of_.emplace_back(action, *until);
}

void Worker::hear(std::vector<Id> alive) {
    if (alive.empty() || !options_.heartbeat.is_enabled()) return;
    const std::lock_guard lock{reported_mutex_};
    reported_.insert(reported_.end(), alive.begin(), alive.end());
}

/// Fails actions whose executor has been silent for too long; what comes of it is up to their
/// tasks.
void Worker::check_leases() {
    const HeartbeatOptions& options = options_.heartbeat;
    if (!options.is_enabled() || now_ < leases_checked_at_ + options.check_interval) return;
    std::vector<Id> reported;
    {
        const std::lock_guard lock{reported_mutex_};
        reported.swap(reported_);
    }
    const Instant until = now_ + options.check_interval * options.max_missed;
    for (const Id& action : reported) dispatched_.renew(action, until);
    const std::size_t most = options.batch_size > 0 ? options.batch_size : dispatched_.size();
    const std::vector<Id> lost =
        dispatched_.take_expired(now_, most, now_ + options.check_interval);
    for (const Id& action : lost) {
        log_.warn("heartbeat_missed", {{"action_execution", action}});
        CompleteAction failure{action, ActionResult::error("Heartbeat wasn't received."), false};
        Envelope envelope{std::move(failure), root_of(action), {}, 0, 0};
        mailbox_.post(envelope, true);
    }
    // A full batch may have left some: the next turn goes on.
    if (lost.size() < most || lost.empty()) leases_checked_at_ = now_;
}

}  // namespace wf
