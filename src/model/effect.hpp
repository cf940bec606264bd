// What the world is asked to do, after the commit that records why.
#pragma once
#include "base/error.hpp"
#include "model/command.hpp"

#include <cstdint>
#include <variant>

namespace wf {

struct DispatchAction {
    ActionRequest request;
};

struct ArmTimer {
    Id task_execution_id;
    Instant due;
};

/// Answers the command that was given this token; a command may be answered later than its own
/// turn.
struct Answer {
    std::uint64_t token = 0;
    Result<Reply> reply;
};

/// The tree is gone from storage: forget it.
struct ForgetTree {
    Id root;
};

using Effect = std::variant<DispatchAction, ArmTimer, Answer, ForgetTree>;

}  // namespace wf
