// What an action decides to do, as data: an action is a pure function from its request to a Plan,
// and the executor carries the plan out. So actions are tested without threads, clocks or sockets.
#pragma once
#include "executor/http/call.hpp"
#include "model/action.hpp"

#include <string>
#include <variant>

namespace wf {

/// The action fails by an exception; the executor adds which action and which execution it was.
struct Raised {
    std::string text;
};

/// The inputs do not fit: the action cannot even be made.
struct NotInstantiated {
    std::string text;
};

/// Nothing but time passes, then this is the result.
struct Wait {
    Millis delay{};
    ActionResult result;
};

/// An ActionResult: done already.
using Plan = std::variant<ActionResult, Raised, NotInstantiated, Wait, HttpCall>;

}  // namespace wf
