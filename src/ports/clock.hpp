// Where the shell reads time. The core is given `Instant`s and never asks.
#pragma once
#include "base/time.hpp"

namespace wf {

class Clock {
public:
    virtual ~Clock() = default;
    /// Wall-clock time, UTC. Any thread.
    virtual Instant now() const = 0;
};

}  // namespace wf
