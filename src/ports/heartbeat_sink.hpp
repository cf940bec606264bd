// How executors say that actions are still being worked on.
#pragma once
#include "base/id.hpp"

#include <vector>

namespace wf {

class HeartbeatSink {
public:
    virtual ~HeartbeatSink() = default;
    /// The executor has these actions, waiting, running or with a result that is not recorded yet.
    /// Any thread; never blocks, is never answered, and may be lost.
    virtual void report_running(const std::vector<Id>& action_executions) = 0;
};

}  // namespace wf
