// How action requests reach executors. The in-process adapter is transport/inproc.
#pragma once
#include "model/action.hpp"

namespace wf {

class ActionDispatcher {
public:
    virtual ~ActionDispatcher() = default;
    /// Takes over the request; called by engine threads after the commit that records it, never
    /// blocks. The executor answers through CommandSink with CompleteAction (or ActionStarted for
    /// asynchronous ones that did not fail) and keeps the result until that command is answered. A
    /// request that is `maybe_duplicate` and not `safe_rerun` is not run but answered with an
    /// "executor lost" error.
    virtual void dispatch(ActionRequest request) = 0;
};

}  // namespace wf
