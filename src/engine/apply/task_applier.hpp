// Appliers of task events; the rest is in apply.cpp.
#pragma once
#include "model/event.hpp"

namespace wf::engine {

struct TaskApplier {
    Tree& tree;
    Instant at;

    void operator()(TaskCreated& e);
    void operator()(TaskStateChanged& e);
    void operator()(TaskHeldBefore& e);
    void operator()(TaskTimeoutArmed& e);
    void operator()(TaskConcurrencySet& e);
    void operator()(TaskDelayed& e);
    void operator()(TaskContextFrozen& e);
    void operator()(TaskTriggered& e);
    void operator()(ItemsPlanned& e);
    void operator()(TaskFinished& e);
    void operator()(TaskPublished& e);
    void operator()(TaskSettled& e);
    void operator()(TaskProcessed& e);
    void operator()(TaskRetried& e);
    void operator()(TaskRerun& e);
    void operator()(TaskReopened& e);
    void operator()(TaskSkipped& e);
};

}  // namespace wf::engine
