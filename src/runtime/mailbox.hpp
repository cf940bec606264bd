// Where threads meet: commands for one worker. Bounded for outsiders, so that load shows as "busy"
// instead of as memory; what the system owes itself (results, recovery) always finds room.
#pragma once
#include "base/time.hpp"
#include "model/command.hpp"
#include "ports/command_sink.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace wf {

struct Envelope {
    Command command;
    Id root;  ///< the tree it is for
    ReplyHandler on_reply;
    std::uint32_t attempts = 0;  ///< commits that failed with it
    std::uint64_t token = 0;     ///< of its answer in this turn; 0: none is awaited
};

class Mailbox {
public:
    explicit Mailbox(std::size_t limit) : limit_(limit) {}

    /// False: full or closed; the envelope is left untouched. `unlimited`: what the system owes
    /// itself.
    bool post(Envelope& envelope, bool unlimited);
    /// Up to `most` envelopes, in order; waits until there is one, `wait` has passed, or close().
    std::vector<Envelope> take(std::size_t most, Millis wait);
    /// Lets time pass; returns early when the mailbox is closed.
    void pause(Millis time);
    /// Nothing more is accepted from outside; what is inside can still be taken.
    void close();
    bool is_closed() const;
    std::size_t size() const;

private:
    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<Envelope> queue_;
    bool closed_ = false;
};

}  // namespace wf
