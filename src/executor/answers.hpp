// Results on their way to the engine: each is kept until the engine has answered, and handed over
// again when the answer is "busy". Belongs to the executor's thread.
#pragma once
#include "executor/event_loop.hpp"
#include "executor/inbox.hpp"
#include "ports/command_sink.hpp"
#include "telemetry/log.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>

namespace wf {

class ResultKeeper {
public:
    struct Surroundings {
        EventLoop& loop;
        CommandSink& sink;
        Logger& log;
        std::shared_ptr<Inbox> inbox;    ///< answers arrive here, by any thread
        std::function<void()> on_retry;  ///< may be empty
    };

    /// Called when the engine has recorded the command, or refused it for good.
    using Settled = std::function<void(const Id& action)>;

    ResultKeeper(Surroundings surroundings, Settled settled)
        : around_(std::move(surroundings)), settled_(std::move(settled)) {}

    /// `command`: CompleteAction or ActionStarted of `action`.
    void hand_over(const Id& action, Command command);
    void answered(const SinkAnswer& answer);

    std::size_t size() const { return kept_.size(); }

private:
    struct Kept {
        Id action;
        Command command;
        int attempts = 0;
    };

    void submit(std::uint64_t number, Kept& kept);

    Surroundings around_;
    Settled settled_;
    std::unordered_map<std::uint64_t, Kept> kept_;
    std::uint64_t numbers_ = 0;
};

}  // namespace wf
