// Runs standard actions inside this process: thousands at a time on one thread. What the actions
// are is in registry.hpp; how their answers get to the engine is in answers.hpp.
#pragma once
#include "executor/options.hpp"
#include "ports/action_dispatcher.hpp"
#include "ports/command_sink.hpp"
#include "telemetry/log.hpp"

#include <cstddef>
#include <memory>

namespace wf {

/// Made first, so that the engine can be given its dispatcher; started when the engine takes
/// commands. Requests that come in between wait. Any thread may dispatch.
class Executor final : public ActionDispatcher {
public:
    Executor();
    ~Executor() override;  ///< as stop(0)

    /// Once. `sink` and `log` outlive stop().
    /// @errors internal when the system has no descriptors or threads left.
    Result<void> start(ExecutorOptions options, CommandSink& sink, Logger& log);
    void dispatch(ActionRequest request) override;
    /// Takes nothing more, waits up to `patience` for what runs and for the answers to its results,
    /// then abandons the rest: the engine's recovery deals with it as with a lost executor.
    /// @return number of actions abandoned.
    std::size_t stop(Millis patience);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wf
