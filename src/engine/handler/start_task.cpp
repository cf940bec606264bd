// First start of a task: the policies before it, then it runs.
#include "engine/failure.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/policy/before.hpp"

namespace wf::engine {

void handle(Step& step, const StartTask& f) {
    const TaskNode& node = step.task(f.task);
    if (node.row.state != State::idle) return;
    const TaskScope scope(step, f.task);
    BeforeInput in{f.task, step.spec_of(node).policies, scope, false};
    for (const BeforePolicy policy : before_start) {
        const Result<Verdict> verdict = policy(step, in);
        if (!verdict) {
            force_fail(step, f.task, run_failure(step, f.task, verdict.error()));
            return;
        }
        in.held = in.held || *verdict == Verdict::hold;
    }
    if (in.held) return;
    step.emit(TaskStateChanged{f.task, State::running, std::nullopt});
    step.then(RunTask{f.task});
}

}  // namespace wf::engine
