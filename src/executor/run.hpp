// The actions that are being run: from request to plan, from plan to result. Belongs to the
// executor's thread.
#pragma once
#include "executor/answers.hpp"
#include "executor/event_loop.hpp"
#include "executor/metrics.hpp"
#include "executor/options.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace wf {

class Runs {
public:
    struct Surroundings {
        CommandSink& sink;
        Logger& log;
        std::shared_ptr<Inbox> inbox;
    };

    Runs(EventLoop& loop, ExecutorOptions options, Surroundings around);

    void begin(ActionRequest request);

    void answered(const SinkAnswer& answer) { results_.answered(answer); }

    /// Tells the engine which actions are here, now and after each interval.
    void beat();

    /// Actions that run, and results that the engine has not answered.
    std::size_t size() const { return runs_.size() + results_.size(); }

private:
    using RunId = std::uint64_t;

    struct Run {
        ActionRequest request;
        std::string shown_name;  // in messages
        EventLoop::TimerId wait;
        EventLoop::TimerId time_limit;
        std::optional<http::Client::CallId> call;
    };

    bool is_refused(const ActionRequest& request);
    void carry_out(RunId id, Plan plan);
    void send(RunId id, HttpCall call);
    void set_time_limit(RunId id);
    void raised(RunId id, const std::string& text);
    void finish(RunId id, ActionResult result);
    void report(const ActionRequest& request, ActionResult result);

    EventLoop& loop_;
    ActionSettings settings_;
    Logger& log_;
    HeartbeatSink* heartbeats_;
    Millis heartbeat_interval_;
    std::optional<ExecutorMetrics> metrics_;
    ResultKeeper results_;
    http::Client http_;
    std::unordered_map<RunId, Run> runs_;
    std::unordered_set<Id> known_;  // running, or with a result that is not settled
    RunId runs_made_ = 0;
};

}  // namespace wf
