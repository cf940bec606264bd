// A CommandSink that records commands and answers each as the test says.
#pragma once
#include "ports/command_sink.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace wf::testing {

class RecordingEngine final : public CommandSink {
public:
    /// Refusal of the n-th command (from 0), or nothing. Set before the first command comes.
    std::function<std::optional<Error>(std::size_t)> refuse;

    void submit(Command command, ReplyHandler on_reply) override;
    /// Waits until there are `count` commands, and returns all.
    std::vector<Command> wait_for(std::size_t count);
    std::size_t count() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Command> commands_;
};

}  // namespace wf::testing
