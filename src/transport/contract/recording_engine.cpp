#include "transport/contract/recording_engine.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace wf::testing {

void RecordingEngine::submit(Command command, ReplyHandler on_reply) {
    std::optional<Error> refusal;
    {
        const std::lock_guard lock{mutex_};
        if (refuse) refusal = refuse(commands_.size());
        commands_.push_back(std::move(command));
        changed_.notify_all();
    }
    if (refusal) {
        on_reply(tl::unexpected(*refusal));
    } else {
        on_reply(Reply{});
    }
}

std::vector<Command> RecordingEngine::wait_for(std::size_t count) {
    std::unique_lock lock{mutex_};
    // Long, so that only a lost answer ends it.
    REQUIRE(changed_.wait_for(lock, std::chrono::seconds{60}, [&] {
        return commands_.size() >= count;
    }));
    return commands_;
}

std::size_t RecordingEngine::count() const {
    const std::lock_guard lock{mutex_};
    return commands_.size();
}

}  // namespace wf::testing
