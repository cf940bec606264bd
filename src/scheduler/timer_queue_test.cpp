#include "scheduler/timer_queue.hpp"

#include <doctest/doctest.h>

using namespace wf;

TEST_CASE("timers fire in order of their due time, the same one once") {
    TimerQueue queue;
    const Id first = make_root_id(Instant{1}, 0, 1);
    const Id second = make_root_id(Instant{1}, 0, 2);
    queue.arm({Instant{20}, second});
    queue.arm({Instant{10}, first});
    queue.arm({Instant{10}, first});
    CHECK(queue.next_due() == Instant{10});
    CHECK_FALSE(queue.take_due(Instant{9}));
    CHECK(queue.take_due(Instant{10})->task_execution_id == first);
    CHECK_FALSE(queue.take_due(Instant{10}));
    CHECK(queue.take_due(Instant{25})->task_execution_id == second);
    CHECK_FALSE(queue.next_due());
}
