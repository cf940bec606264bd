// How commands reach the engine: the API, executors and timers see only this.
#pragma once
#include "model/command.hpp"

#include <functional>

namespace wf {

/// Called exactly once: after the commit that records the command, or with the reason of its
/// refusal. Runs on an engine thread: it must hand over and return, never block.
using ReplyHandler = std::function<void(Result<Reply>)>;

class CommandSink {
public:
    virtual ~CommandSink() = default;
    /// Any thread. Never blocks: a full mailbox calls `on_reply` at once with ErrorCode::busy.
    /// An answer means durable; a command that was accepted is not lost, short of a crash before
    /// its answer.
    virtual void submit(Command command, ReplyHandler on_reply) = 0;
};

}  // namespace wf
