// Where other threads leave things for the executor's thread: requests from the engine, and the
// engine's answers to results. Shared, because answers may come when the executor is gone.
#pragma once
#include "base/error.hpp"
#include "executor/event_loop.hpp"
#include "model/action.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace wf {

/// The engine's answer to the command with this number.
struct SinkAnswer {
    std::uint64_t command = 0;
    std::optional<Error> refusal;  ///< nothing: recorded
};

class Inbox {
public:
    struct Content {
        std::vector<ActionRequest> requests;
        std::vector<SinkAnswer> answers;
    };

    /// False once it is closed for requests.
    bool put(ActionRequest request);
    void put(SinkAnswer answer);
    Content take();
    /// From now on the loop is woken for what comes, and at once for what is there.
    void open(EventLoop& loop);
    void refuse_requests();
    /// The loop is going away.
    void close();

private:
    void wake_locked();

    std::mutex mutex_;
    Content content_;
    EventLoop* loop_ = nullptr;
    bool takes_requests_ = true;
    bool is_woken_ = false;  // one wake-up is enough until take()
};

}  // namespace wf
