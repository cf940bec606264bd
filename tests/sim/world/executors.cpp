// The outside world that runs actions: it succeeds, fails, hangs, answers twice or late, and dies.
#include "world/node.hpp"

#include <algorithm>

namespace wf::sim {
namespace {

/// After this a silent executor must have been noticed, whatever the clocks were set to meanwhile.
constexpr std::int64_t lease_search_ms_max = 300'000;

}  // namespace

void World::on_dispatch(ActionRequest request) {
    if (options_.bug == Bug::lose_dispatch && dice_.chance(3)) return;
    if (options_.bug == Bug::hide_duplicate) request.maybe_duplicate = false;
    if (plan_.strikes(Fault::repeat_message, dice_)) {
        ActionRequest again = request;
        again.maybe_duplicate = true;  // the broker marks what it delivers once more
        messages_.push_back({now_ms_ + dice_.below(3000), std::move(again)});
    }
    messages_.push_back({now_ms_ + delay().count(), std::move(request)});
}

/// The n-th execution with the same url gets the n-th outcome; sequential ones only, so that the
/// number does not depend on the order of things.
Outcome World::outcome_of(const ActionRequest& request) {
    const std::string url =
        request.input["url"].is_string() ? request.input["url"].to_string() : "";
    const std::size_t n = calls_[{root_of(request.action_execution_id), url}]++;
    const auto* script = prepared_.scenario.find_script(url);
    if (request.name == "std.fail")
        return {Outcome::Kind::fails, "Fail action expected exception.", Millis{0}};
    if (script == nullptr) return {Outcome::Kind::returns, "unscripted", Millis{0}};
    return (*script)[std::min(n, script->size() - 1)];
}

void World::deliver(ActionRequest request) {
    const Id id = request.action_execution_id;
    auto [it, fresh] = jobs_.try_emplace(id);
    Job& job = it->second;
    if (fresh) {
        job.request = request;
        job.outcome = outcome_of(request);
    }
    if (request.maybe_duplicate && !request.safe_rerun) {
        lost_answers_ = true;
        journal_.note([&] { return "executor lost: " + to_text(id); });
        const ActionResult lost = ActionResult::error("the executor was lost");
        return post({CompleteAction{id, lost, false}, Sender::executor, 0, true, false, 0});
    }
    job.current_run = ++job.runs;
    if (job.runs > 1 && !request.safe_rerun) {
        return journal_.violation(
            "an action that is not safe to repeat has run twice: " + request.name + " " +
            to_text(id)
        );
    }
    journal_.note([&] { return "action " + to_text(id) + " runs"; });
    if (job.outcome.kind == Outcome::Kind::hangs) return;
    messages_.push_back(
        {now_ms_ + job.outcome.after.count() + delay().count(), ActionDone{id, job.current_run}}
    );
}

void World::deliver(ActionDone done) {
    Job& job = jobs_.at(done.action);
    if (job.current_run == 0) return;  // died with its executor
    finish(job);
    // A second run of a safe action answers as well; the engine takes one of them.
}

void World::finish(Job& job) {
    const Id id = job.request.action_execution_id;
    ActionResult result = ActionResult::success(job.outcome.value);
    if (job.outcome.kind == Outcome::Kind::fails) result = ActionResult::error(job.outcome.value);
    if (job.outcome.kind == Outcome::Kind::cancelled) result = ActionResult::cancelled();
    const bool async = !job.request.is_sync;
    if (async) post({ActionStarted{id}, Sender::executor, 0, false, false, 0});
    post({CompleteAction{id, std::move(result), async}, Sender::executor, 0, true, false, 0});
}

/// An executor dies with one action that it is working on.
std::optional<Id> World::kill_a_job(bool sync_only) {
    std::vector<Id> running;
    for (const auto& [id, job] : jobs_) {
        if (job.current_run != 0 && (job.request.is_sync || !sync_only)) running.push_back(id);
    }
    if (running.empty()) return std::nullopt;
    std::ranges::sort(running);
    const Id id = dice_.pick(running);
    jobs_.at(id).current_run = 0;
    std::erase_if(messages_, [&](const Message& m) {
        const auto* done = std::get_if<ActionDone>(&m.what);
        return done != nullptr && done->action == id;
    });
    journal_.note([&] { return "the executor of " + to_text(id) + " dies"; });
    return id;
}

/// The broker sees it and sends the request again.
void World::lose_executor() {
    const auto id = kill_a_job(false);
    if (!id) return;
    ActionRequest again = jobs_.at(*id).request;
    again.maybe_duplicate = true;
    messages_.push_back({now_ms_ + 1000, std::move(again)});
}

/// Nobody sees it. Whoever works on an asynchronous action does not report (docs/adr/0017): those
/// would be lost until a timeout.
void World::lose_executor_unseen() {
    if (const auto id = kill_a_job(true)) vanished_[*id] = now_ms_ + lease_search_ms_max;
}

/// Executors say what they have; while there are faults, some words are lost.
void World::report_alive() {
    if (!plan_.has(Fault::executor_vanishes) || owner() == nullptr) return;
    std::vector<Id> alive;
    for (const auto& [id, job] : jobs_) {
        if (job.current_run != 0 && !ledger_.is_final(id)) alive.push_back(id);
    }
    std::ranges::sort(alive);
    if (plan_.is_on()) std::erase_if(alive, [&](const Id&) { return dice_.chance(20); });
    owner()->runtime->report_running(alive);
}

/// Somebody has died unseen, so that nothing but time will bring it to light.
bool World::must_check_leases() {
    std::erase_if(vanished_, [&](const auto& entry) {
        const auto& [id, until] = entry;
        return ledger_.is_final(id) || jobs_.at(id).current_run != 0 || now_ms_ > until;
    });
    return !vanished_.empty();
}

/// In one process with the engine: requests, running actions and results that nobody has taken are
/// gone.
void World::lose_all_executors() {
    for (auto& [id, job] : jobs_) job.current_run = 0;
    std::erase_if(messages_, [&](const Message& m) {
        if (const auto* letter = std::get_if<LetterNo>(&m.what)) {
            const Letter& what = letters_[letter->number];
            const auto* complete = std::get_if<CompleteAction>(&what.command);
            // Results of asynchronous actions come from elsewhere.
            return what.sender == Sender::executor && (complete == nullptr || !complete->by_api);
        }
        return true;
    });
}

}  // namespace wf::sim
