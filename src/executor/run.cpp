#include "executor/run.hpp"

#include "ports/heartbeat_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace wf {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

Runs::Runs(EventLoop& loop, ExecutorOptions options, Surroundings around)
    : loop_(loop), settings_(options.actions), log_(around.log), heartbeats_(options.heartbeats),
      heartbeat_interval_(options.heartbeat_interval),
      results_(
          {loop,
           around.sink,
           around.log,
           around.inbox,
           [this] {
               if (metrics_) metrics_->answer_retries.add();
           }},
          [this](const Id& action) { known_.erase(action); }
      ),
      http_(loop, std::move(options.http)) {
    if (options.metrics != nullptr) metrics_.emplace(*options.metrics);
}

void Runs::beat() {
    if (heartbeats_ == nullptr || heartbeat_interval_ <= Millis{0}) return;
    if (!known_.empty()) heartbeats_->report_running(std::vector<Id>(known_.begin(), known_.end()));
    loop_.at(loop_.now() + heartbeat_interval_, [this] { beat(); });
}

void Runs::begin(ActionRequest request) {
    if (is_refused(request)) return;
    const RunId id = ++runs_made_;
    if (metrics_) metrics_->running.add(1);
    Run& run = runs_[id];
    run.request = std::move(request);
    run.shown_name = run.request.name;
    const ActionDef* action = find_standard_action(run.request.name);
    if (action == nullptr) {
        const std::string text =
            fmt::format("Failed to find action [action_name={}, namespace=]", run.request.name);
        finish(id, ActionResult::error(text));
        return;
    }
    if (!action->representation.empty()) run.shown_name = action->representation;
    log_.debug(
        "executor.action_begun",
        {{"action", run.request.name}, {"action_execution", run.request.action_execution_id}}
    );
    set_time_limit(id);
    carry_out(id, action->plan(run.request, settings_));
}

// A second request for what is being run here is the first one again: there will be one result for
// both. Otherwise what may have run elsewhere already is only run again if that is declared
// harmless.
bool Runs::is_refused(const ActionRequest& request) {
    const Id& id = request.action_execution_id;
    if (!id.is_nil() && !known_.insert(id).second) {
        log_.debug("executor.request_repeated", {{"action_execution", id}});
        return true;
    }
    if (!request.maybe_duplicate || request.safe_rerun) return false;
    report(
        request,
        ActionResult::error(fmt::format(
            "Request to run an action was redelivered, but it cannot be re-run safely. The only "
            "safe "
            "thing to do is fail it [action={}].",
            request.name
        ))
    );
    return true;
}

void Runs::set_time_limit(RunId id) {
    Run& run = runs_.at(id);
    const std::int64_t seconds = run.request.timeout_s;
    if (seconds <= 0) return;
    // Counted from here, waiting for a connection included: it is the user's bound, not the wire's.
    const Millis limit{std::min<std::int64_t>(seconds, 100LL * 366 * 86'400) * 1000};
    run.time_limit = loop_.at(loop_.now() + limit, [this, id, seconds] {
        raised(id, fmt::format("Timeout after {} seconds", seconds));
    });
}

void Runs::carry_out(RunId id, Plan plan) {
    std::visit(
        Overloaded{
            [&](ActionResult& result) { finish(id, std::move(result)); },
            [&](const Raised& exception) { raised(id, exception.text); },
            [&](const NotInstantiated& problem) {
                finish(
                    id,
                    ActionResult::error(fmt::format(
                        "Failed to instantiate an action [action_desc={}]: {}",
                        runs_.at(id).shown_name,
                        problem.text
                    ))
                );
            },
            [&](Wait& wait) {
                runs_.at(id).wait =
                    loop_.at(loop_.now() + wait.delay, [this, id, result = std::move(wait.result)] {
                        finish(id, result);
                    });
            },
            [&](HttpCall& call) { send(id, std::move(call)); },
        },
        plan
    );
}

void Runs::send(RunId id, HttpCall call) {
    log_.debug(
        "executor.http_request",
        {{"action_execution", runs_.at(id).request.action_execution_id},
         {"method", call.method},
         {"origin", call.url.origin()}}
    );
    const auto done = [this, id](http::Outcome outcome) {
        if (const auto* problem = std::get_if<std::string>(&outcome)) {
            raised(id, *problem);
        } else {
            finish(id, result_of(std::get<HttpResponse>(outcome)));
        }
    };
    const http::Client::CallId call_id = http_.start(std::move(call), done);
    // A refused call is over already.
    if (const auto run = runs_.find(id); run != runs_.end()) run->second.call = call_id;
}

void Runs::raised(RunId id, const std::string& text) {
    const Run& run = runs_.at(id);
    finish(id, raised_result(run.shown_name, run.request.action_execution_id, text));
}

void Runs::finish(RunId id, ActionResult result) {
    const auto found = runs_.find(id);
    Run run = std::move(found->second);
    runs_.erase(found);
    loop_.cancel(run.wait);
    loop_.cancel(run.time_limit);
    if (run.call) http_.cancel(*run.call);
    if (metrics_) {
        const bool is_error = result.outcome == ActionResult::Outcome::error;
        metrics_->running.add(-1);
        (is_error ? metrics_->failed : metrics_->succeeded).add();
    }
    report(run.request, std::move(result));
}

void Runs::report(const ActionRequest& request, ActionResult result) {
    const Id& id = request.action_execution_id;
    const bool is_success = result.outcome == ActionResult::Outcome::success;
    log_.debug(
        "executor.action_ended",
        {{"action", request.name}, {"action_execution", id}, {"success", is_success}}
    );
    // The result of an asynchronous action comes from elsewhere, unless it failed right away.
    if (!request.is_sync && is_success) {
        results_.hand_over(id, ActionStarted{id});
    } else {
        results_.hand_over(id, CompleteAction{id, std::move(result)});
    }
}

}  // namespace wf
