// Due times of tasks, in memory. Durable by re-derivation: a task's row holds when it is to be
// woken, and loading its tree arms the timer again; a fired timer is a command that checks the row.
#pragma once
#include "base/id.hpp"
#include "base/time.hpp"

#include <optional>
#include <queue>
#include <vector>

namespace wf {

struct Timer {
    Instant due;
    Id task_execution_id;

    friend bool operator>(const Timer& a, const Timer& b) {
        return a.due != b.due ? a.due > b.due : a.task_execution_id > b.task_execution_id;
    }
};

/// A timer may be armed twice and is never disarmed: what is not waited for any more ignores its
/// firing.
class TimerQueue {
public:
    void arm(const Timer& timer) { heap_.push(timer); }

    /// When the next one is due, nothing if none is armed.
    std::optional<Instant> next_due() const;
    /// The next timer that is due at `now`, removed; nothing if none is.
    std::optional<Timer> take_due(Instant now);

    std::size_t size() const { return heap_.size(); }

private:
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> heap_;
};

}  // namespace wf
