// The outside world that runs actions: it succeeds, fails, hangs, answers twice or late, and dies.
#include "world/node.hpp"

#include <algorithm>

namespace wf::sim {

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

/// One executor dies with one action; the broker sees it and sends the request again.
void World::lose_executor() {
    std::vector<Id> running;
    for (const auto& [id, job] : jobs_) {
        if (job.current_run != 0) running.push_back(id);
    }
    if (running.empty()) return;
    std::ranges::sort(running);
    Job& job = jobs_.at(dice_.pick(running));
    const Id id = job.request.action_execution_id;
    job.current_run = 0;
    std::erase_if(messages_, [&](const Message& m) {
        const auto* done = std::get_if<ActionDone>(&m.what);
        return done != nullptr && done->action == id;
    });
    journal_.note([&] { return "the executor of " + to_text(id) + " dies"; });
    ActionRequest again = job.request;
    again.maybe_duplicate = true;
    messages_.push_back({now_ms_ + 1000, std::move(again)});
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
