#include "scheduler/timer_queue.hpp"

namespace wf {

std::optional<Instant> TimerQueue::next_due() const {
    if (heap_.empty()) return std::nullopt;
    return heap_.top().due;
}

std::optional<Timer> TimerQueue::take_due(Instant now) {
    if (heap_.empty() || heap_.top().due > now) return std::nullopt;
    const Timer timer = heap_.top();
    heap_.pop();
    // The same timer armed more than once fires once.
    while (!heap_.empty() && heap_.top().due == timer.due &&
           heap_.top().task_execution_id == timer.task_execution_id) {
        heap_.pop();
    }
    return timer;
}

}  // namespace wf
