// When executors were last heard of, action by action.
#pragma once
#include "base/id.hpp"
#include "base/time.hpp"

#include <optional>

namespace wf {

class SignsOfLife {
public:
    virtual ~SignsOfLife() = default;
    /// When an executor has last reported that it has this action; nothing if none ever has, or if
    /// the action has ended. In memory only: a new process knows nothing of earlier reports. Any
    /// thread.
    virtual std::optional<Instant> last_heard_of(const Id& action_execution) const = 0;
};

}  // namespace wf
