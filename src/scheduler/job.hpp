// Work that comes back by the clock, outside of any execution: expiration, cron triggers.
#pragma once
#include "ports/clock.hpp"
#include "telemetry/log.hpp"

#include <memory>
#include <string_view>

namespace wf {

class Job {
public:
    virtual ~Job() = default;
    virtual std::string_view name() const = 0;
    /// Does what is due at `now`; may block. Returns when it wants to be called again.
    virtual Instant run(Instant now) = 0;
};

/// A thread of its own for a job, so that a long one does not make others late.
class JobThread {
public:
    /// Runs the job at once, and then whenever it asked for. All outlive the thread.
    JobThread(Job& job, const Clock& clock, Logger& log);
    ~JobThread();  ///< stops
    JobThread(const JobThread&) = delete;
    JobThread& operator=(const JobThread&) = delete;

    /// Lets a running job end, and calls it no more. Whoever answers the job must still be there.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace wf
