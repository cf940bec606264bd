// Time has come: a delayed task goes on, or a task has run out of time.
#include "engine/handler/handlers.hpp"
#include "engine/tree_state.hpp"

namespace wf::engine {
namespace {

void run_again(Step& step, TaskIx task) {
    const TaskExecutionRow& row = step.task(task).row;
    if (is_completed(step.workflow_of(step.task(task)).row.state)) {
        // Nobody asked for this run any more: the workflow has ended meanwhile.
        return complete_task(
            step, task, State::cancelled, "The workflow was completed before the task could go on."
        );
    }
    step.emit(TaskStateChanged{task, State::running, std::nullopt});
    if (row.wake_reason == WakeReason::retry && row.timeout_s > 0) {
        const Instant due =
            step.env.now + std::chrono::seconds{row.timeout_s};  // each attempt has its own limit
        step.emit(TaskTimeoutArmed{task, due, row.timeout_s});
        step.request(ArmTimer{row.id, due});
    }
    step.then(RunTask{task});
}

}  // namespace

void handle(Step& step, const WakeTask& f) {
    const TaskExecutionRow& row = step.task(f.task).row;
    switch (row.wake_reason) {
    case WakeReason::none: return;
    case WakeReason::wait_before:
    case WakeReason::retry: return run_again(step, f.task);
    case WakeReason::wait_after:
        return complete_task(step, f.task, row.state_after_wait, row.info_after_wait);
    }
}

void handle(Step& step, const TimerFired& command) {
    const NodeRef ref = step.tree.find(command.task_execution_id);
    if (ref.kind != NodeKind::task) return;
    const TaskExecutionRow& row = step.task(ref.index).row;
    if (row.timeout_at == command.due && is_incomplete(row.state)) {
        return complete_task(
            step,
            ref.index,
            State::error,
            "Task timed out [timeout(s)=" + std::to_string(row.timeout_s) + "]."
        );
    }
    if (row.wake_at == command.due) step.then_first(WakeTask{ref.index});
}

}  // namespace wf::engine
