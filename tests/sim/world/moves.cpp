// What happens next.
#include "world/node.hpp"

#include <algorithm>

namespace wf::sim {
namespace {

constexpr std::int64_t outage_ms_max = 20'000;
constexpr std::int64_t jump_forward_ms_max = 6 * 3600 * 1000;
constexpr std::int64_t horizon_ms = 30LL * 24 * 3600 * 1000;
constexpr std::int64_t jump_backward_ms_max = 60'000;

}  // namespace

bool World::move() {
    ++outcomes_.moves;
    journal_.set_time(now_ms_ - 1'767'225'600'000);
    if (plan_.is_on() && fault_move()) return true;
    return work_move() || advance();
}

/// A fault between two moves of the system; those inside a commit are in faulty_storage.cpp.
bool World::fault_move() {
    if (plan_.strikes(Fault::crash, dice_)) {
        kill(dice_.below(nodes_.size()), "crash");
    } else if (plan_.strikes(Fault::takeover, dice_)) {
        take_over();
    } else if (plan_.strikes(Fault::executor_lost, dice_)) {
        lose_executor();
    } else if (plan_.strikes(Fault::executor_vanishes, dice_)) {
        lose_executor_unseen();
    } else if (plan_.strikes(Fault::notify, dice_)) {
        if (!weather_.outage) outbox_.deliver(*disk_, 1 + dice_.below(10), dice_.chance(30));
    } else if (plan_.strikes(Fault::storage_outage, dice_)) {
        weather_.outage = true;
        outage_until_ms_ = now_ms_ + 1 + dice_.below(outage_ms_max);
        journal_.note([] { return "the database is away"; });
    } else if (plan_.strikes(Fault::clock_jump, dice_)) {
        const std::int64_t jump =
            dice_.chance(70) ? static_cast<std::int64_t>(dice_.below(jump_forward_ms_max))
                             : -static_cast<std::int64_t>(dice_.below(jump_backward_ms_max));
        clock_offset_ms_ += jump;
        journal_.note([&] { return "the clock jumps by " + std::to_string(jump) + " ms"; });
    } else if (plan_.strikes(Fault::api_pause, dice_)) {
        pause_or_resume();
    } else if (plan_.strikes(Fault::api_change, dice_)) {
        change_something();
    } else if (plan_.strikes(Fault::api_run, dice_)) {
        run_action();
    } else if (plan_.strikes(Fault::redefine, dice_)) {
        redefine_workflow();
    } else if (plan_.strikes(Fault::repeated_start, dice_)) {
        const std::size_t i = dice_.below(instances_.size());
        if (!instances_[i].alias.empty()) post_start(i);
    } else {
        return false;
    }
    return true;
}

/// Something that can be done now: a node's turn, or a message that is due.
bool World::work_move() {
    if (weather_.outage && now_ms_ >= outage_until_ms_) weather_.outage = false;
    if (owner() == nullptr) {
        start_node();
        if (owner() != nullptr) return true;
    }
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (can_turn(*nodes_[i])) ready.push_back(i);
    }
    std::vector<std::size_t> due;
    for (std::size_t i = 0; i < messages_.size(); ++i) {
        if (messages_[i].due_ms <= now_ms_) due.push_back(i);
    }
    if (!options_.with_faults) {
        if (!ready.empty()) {
            turn(ready.front());
        } else if (!due.empty()) {
            deliver(due.front());
        }
        return !ready.empty() || !due.empty();
    }
    // With the database away a turn may change nothing: time has to go on as well.
    if (weather_.outage && dice_.chance(30)) return false;
    if (!ready.empty() && (due.empty() || dice_.chance(50))) {
        turn(dice_.pick(ready));
    } else if (!due.empty()) {
        deliver(dice_.pick(due));
    }
    return !ready.empty() || !due.empty();
}

/// Nothing to do now: to the next moment at which there is.
bool World::advance() {
    std::optional<std::int64_t> next;
    // What lies years ahead is a timeout that is never meant to fire.
    const std::int64_t horizon = now_ms_ + horizon_ms;
    const auto consider = [&](std::int64_t at) {
        if (at < horizon) next = next ? std::min(*next, at) : at;
    };
    for (const Message& message : messages_) consider(message.due_ms);
    for (const auto& node : nodes_) {
        if (!node->runtime) continue;
        if (const auto timer = node->runtime->next_timer()) consider(timer->ms - clock_offset_ms_);
    }
    if (weather_.outage) consider(outage_until_ms_);
    if (must_check_leases()) consider(next_lease_check_ms_);
    if (!next) return false;
    now_ms_ = std::max(now_ms_ + (weather_.outage ? 10 : 0), *next);
    report_alive();
    return true;
}

/// Nothing moves by itself any more: what waits for a person is what is left.
bool World::wake_idle() {
    bool woken = false;
    const auto unfinished = disk_->unfinished_roots({}, 100);
    if (!unfinished) return false;
    for (const Id& root : *unfinished) {
        const auto rows = disk_->load_tree(root);
        if (!rows || !*rows) continue;
        // The root takes its children along; those of a stopped one are paused on their own.
        for (const WorkflowExecutionRow& row : (*rows)->workflows) {
            if (row.state != State::paused) continue;
            journal_.note([&] { return "resume of " + to_text(row.id); });
            post({ResumeWorkflow{row.id, {}}, Sender::person, 0, false, false, 0});
            woken = true;
            break;
        }
    }
    if (woken) return true;
    for (auto& [id, job] : jobs_) {
        if (job.outcome.kind != Outcome::Kind::hangs) continue;
        const auto row = disk_->get_action_execution(id);
        if (!row || !*row || is_completed((*row)->state)) continue;
        journal_.note([] { return "a hanging action is ended by hand"; });
        job.outcome = {Outcome::Kind::fails, "given up", Millis{0}};
        post(
            {CompleteAction{id, ActionResult::error("given up"), true},
             Sender::executor,
             0,
             true,
             false,
             0}
        );
        woken = true;
    }
    return woken;
}

void World::heal() {
    if (!options_.with_faults) return;
    journal_.note([] { return "faults end"; });
    plan_.heal();
    weather_.outage = false;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].get() != owner()) kill(i, "an old owner stops");
    }
    std::erase_if(nodes_, [](const auto& node) { return node->runtime == nullptr; });
    if (nodes_.empty()) start_node();
}

}  // namespace wf::sim
