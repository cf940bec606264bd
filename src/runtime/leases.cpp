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
    const auto until = dispatched_.release(action);
    if (!until) return;
    heard_of_.emplace_back(action, *until);
    const auto tree = trees_.find(root_of(action));
    if (tree == trees_.end()) return;
    const NodeRef ref = tree->second.runner.tree().find(action);
    if (ref.kind == NodeKind::action)
        take_over_report(tree->second.runner.tree().actions[ref.index]);
}

void Worker::hear(const std::vector<Id>& alive) {
    if (alive.empty() || !options_.heartbeat.is_enabled()) return;
    const Instant now = clock_.now();
    const std::lock_guard lock{reports_mutex_};
    for (const Id& action : alive) reports_[action] = now;
}

std::optional<Instant> Worker::last_heard_of(const Id& action) const {
    const std::lock_guard lock{reports_mutex_};
    const auto report = reports_.find(action);
    if (report == reports_.end()) return std::nullopt;
    return report->second;
}

/// No row is written for a report: it says only that nothing has happened. It is stored with what
/// happens next to the action.
void Worker::take_over_report(ActionNode& action) {
    if (const auto at = last_heard_of(action.row.id)) action.row.last_heartbeat = at;
}

void Worker::take_over_reports(Resident& resident) {
    Tree& tree = resident.runner.tree();
    if (tree.actions_in_flight == 0) return;
    for (ActionNode& action : tree.actions) {
        if (is_incomplete(action.row.state)) take_over_report(action);
    }
}

void Worker::renew_leases() {
    const HeartbeatOptions& options = options_.heartbeat;
    const std::lock_guard lock{reports_mutex_};
    std::erase_if(reports_, [&](const auto& report) { return !dispatched_.is_out(report.first); });
    for (const auto& [action, at] : reports_)
        dispatched_.renew(action, at + options.check_interval * options.max_missed);
}

/// Fails actions whose executor has been silent for too long; what comes of it is up to their
/// tasks.
void Worker::check_leases() {
    const HeartbeatOptions& options = options_.heartbeat;
    if (!options.is_enabled() || now_ < leases_checked_at_ + options.check_interval) return;
    renew_leases();
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
