#include "engine/policy/after.hpp"

#include "engine/policy/value.hpp"

#include <algorithm>

namespace wf::engine {

Result<Judgement> wait_after(Step& step, const AfterInput& in) {
    const TaskExecutionRow& row = step.task(in.task).row;
    if (!in.policies.wait_after || row.waited_after) return Judgement::keep;
    WF_TRY(
        const std::int64_t delay,
        integer_policy(in.scope, *in.policies.wait_after, "WaitAfterPolicy")
    );
    if (delay == 0) return Judgement::keep;
    const Instant due = step.env.now + std::chrono::seconds{delay};
    step.emit(TaskDelayed{
        .task = in.task,
        .reason = WakeReason::wait_after,
        .until = due,
        .info = "Delayed by 'wait-after' policy [delay=" + std::to_string(delay) + "]",
        .state_after = row.state,
        .info_after = row.state_info,
    });
    step.request(ArmTimer{row.id, due});
    return Judgement::changed;
}

Result<Judgement> fail_on(Step& step, const AfterInput& in) {
    if (!in.policies.fail_on || step.task(in.task).row.state != State::success)
        return Judgement::keep;
    WF_TRY(const bool failed, boolean_policy(in.scope, *in.policies.fail_on, "FailOnPolicy"));
    if (!failed) return Judgement::keep;
    // What the success has published stays; publish-on-error is not evaluated.
    step.emit(TaskFinished{in.task, State::error, "Failed by 'fail-on' policy"});
    step.then_first(SettleTask{in.task});
    return Judgement::changed;
}

namespace {

struct RetryValues {
    std::int64_t count = 0, delay = 0;
    std::optional<bool> break_on, continue_on;
};

Result<RetryValues> evaluate(const AfterInput& in, const RetrySpec& spec) {
    RetryValues values;
    WF_TRY(values.count, integer_policy(in.scope, spec.count, "RetryPolicy"));
    WF_TRY(values.delay, integer_policy(in.scope, spec.delay, "RetryPolicy"));
    // Both conditions are evaluated even when their answer does not matter: their errors show.
    if (spec.break_on) {
        WF_TRY(values.break_on, boolean_policy(in.outbound, *spec.break_on, "RetryPolicy"));
    }
    if (spec.continue_on) {
        WF_TRY(values.continue_on, boolean_policy(in.outbound, *spec.continue_on, "RetryPolicy"));
    }
    return values;
}

bool goes_on(const RetryValues& values, State state, std::int64_t retries_done) {
    if (retries_done >= values.count) return false;
    if (state == State::error && values.break_on.value_or(false)) return false;
    if (state == State::success && !values.continue_on) return false;
    return values.continue_on.value_or(true);
}

}  // namespace

Result<Judgement> retry(Step& step, const AfterInput& in) {
    if (!in.policies.retry) return Judgement::keep;
    WF_TRY(const RetryValues values, evaluate(in, *in.policies.retry));
    const TaskNode& node = step.task(in.task);
    const std::int64_t done = std::max(node.row.retry_no, 0);
    if (!goes_on(values, node.row.state, done)) return Judgement::keep;
    step.emit(TaskRetried{in.task, static_cast<std::int32_t>(done + 1)});
    const bool is_join = step.spec_of(node).join.kind != JoinSpec::Kind::none;
    const Instant due = step.env.now + std::chrono::seconds{values.delay};
    step.emit(TaskDelayed{
        .task = in.task,
        .reason = WakeReason::retry,
        .until = due,
        .info = "Delayed by 'retry' policy [delay=" + std::to_string(values.delay) + "]",
        .shown = is_join ? State::waiting : State::delayed,
        .info_after = std::nullopt,
    });
    if (values.delay == 0) {
        step.then(WakeTask{in.task});
    } else {
        step.request(ArmTimer{node.row.id, due});
    }
    return Judgement::changed;
}

}  // namespace wf::engine
