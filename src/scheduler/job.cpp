#include "scheduler/job.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace wf {
namespace {

// Waits are cut, so that a clock that is set forward is noticed.
constexpr Millis wait_max{1000};

}  // namespace

struct JobThread::Parts {
    Parts(Job& the_job, const Clock& the_clock, Logger& the_log)
        : job(the_job), clock(the_clock), log(the_log) {}

    void serve();
    bool wait_until(Instant due);

    Job& job;
    const Clock& clock;
    Logger& log;
    std::mutex mutex;
    std::condition_variable changed;
    bool is_stopping = false;
    std::thread thread;
};

void JobThread::Parts::serve() {
    Instant due = clock.now();
    while (wait_until(due)) due = job.run(clock.now());
    log.debug("job_stopped", {{"job", job.name()}});
}

/// False when the thread is to stop.
bool JobThread::Parts::wait_until(Instant due) {
    std::unique_lock lock{mutex};
    while (!is_stopping) {
        const Millis left = due - clock.now();
        if (left <= Millis{0}) return true;
        changed.wait_for(lock, std::min(left, wait_max));
    }
    return false;
}

JobThread::JobThread(Job& job, const Clock& clock, Logger& log)
    : parts_(std::make_unique<Parts>(job, clock, log)) {
    parts_->thread = std::thread{[parts = parts_.get()] { parts->serve(); }};
}

JobThread::~JobThread() {
    stop();
}

void JobThread::stop() {
    {
        const std::lock_guard lock{parts_->mutex};
        parts_->is_stopping = true;
    }
    parts_->changed.notify_all();
    if (parts_->thread.joinable()) parts_->thread.join();
}

}  // namespace wf
