// Policies before a task runs, in the order that is the contract: the list below.
#pragma once
#include "engine/scope.hpp"

namespace wf::engine {

enum class Verdict : std::uint8_t { proceed, hold };  // hold: the task waits for a later command

struct BeforeInput {
    TaskIx task = no_ix;
    const PolicySpec& policies;
    const TaskScope& scope;
    bool held = false;  ///< an earlier policy holds the task already
};

using BeforePolicy = Result<Verdict> (*)(Step& step, const BeforeInput& in);

Result<Verdict> pause_before(Step& step, const BeforeInput& in);
Result<Verdict> wait_before(Step& step, const BeforeInput& in);
Result<Verdict> arm_timeout(Step& step, const BeforeInput& in);
Result<Verdict> set_concurrency(Step& step, const BeforeInput& in);

inline constexpr BeforePolicy before_start[] = {
    pause_before, wait_before, arm_timeout, set_concurrency};

}  // namespace wf::engine
