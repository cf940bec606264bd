#include "engine/policy/before.hpp"

#include "engine/policy/value.hpp"
#include "engine/tree_state.hpp"

namespace wf::engine {

Result<Verdict> pause_before(Step& step, const BeforeInput& in) {
    if (!in.policies.pause_before || step.task(in.task).row.paused_before) return Verdict::proceed;
    WF_TRY(
        const bool pause, boolean_policy(in.scope, *in.policies.pause_before, "PauseBeforePolicy")
    );
    if (!pause) return Verdict::proceed;
    step.emit(TaskHeldBefore{in.task, "Set by 'pause-before' policy"});
    pause_tree(step, step.task(in.task).workflow, std::nullopt);
    return Verdict::hold;
}

Result<Verdict> wait_before(Step& step, const BeforeInput& in) {
    if (!in.policies.wait_before || in.held || step.task(in.task).row.waited_before)
        return Verdict::proceed;
    WF_TRY(
        const std::int64_t delay,
        integer_policy(in.scope, *in.policies.wait_before, "WaitBeforePolicy")
    );
    if (delay == 0) return Verdict::proceed;
    const Instant due = step.env.now + std::chrono::seconds{delay};
    step.emit(TaskDelayed{
        .task = in.task,
        .reason = WakeReason::wait_before,
        .until = due,
        .info = "Delayed by 'wait-before' policy [delay=" + std::to_string(delay) + "]",
        .info_after = std::nullopt,
    });
    step.request(ArmTimer{step.task(in.task).row.id, due});
    return Verdict::hold;
}

/// Counts from the start of the task, waiting included; the executor is given the same limit.
Result<Verdict> arm_timeout(Step& step, const BeforeInput& in) {
    if (!in.policies.timeout) return Verdict::proceed;
    WF_TRY(
        const std::int64_t limit, integer_policy(in.scope, *in.policies.timeout, "TimeoutPolicy")
    );
    if (limit == 0) return Verdict::proceed;
    const Instant due = step.env.now + std::chrono::seconds{limit};
    step.emit(TaskTimeoutArmed{in.task, due, limit});
    step.request(ArmTimer{step.task(in.task).row.id, due});
    return Verdict::proceed;
}

Result<Verdict> set_concurrency(Step& step, const BeforeInput& in) {
    if (!in.policies.concurrency) return Verdict::proceed;
    WF_TRY(
        const std::int64_t limit,
        integer_policy(in.scope, *in.policies.concurrency, "ConcurrencyPolicy")
    );
    if (limit != step.task(in.task).row.concurrency) step.emit(TaskConcurrencySet{in.task, limit});
    return Verdict::proceed;
}

}  // namespace wf::engine
