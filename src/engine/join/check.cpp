// When a join runs, and when it can never run.
#include "engine/handler/handlers.hpp"
#include "engine/join/edges.hpp"
#include "engine/join/routes.hpp"
#include "engine/tree_state.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

enum class Logical : std::uint8_t { wait, run, fail };

Logical judge(const TaskSpec& join, std::size_t triggered, std::size_t lost) {
    if (triggered >= arrivals_needed(join)) return Logical::run;
    return is_out_of_reach(join, lost) ? Logical::fail : Logical::wait;
}

void fail_join(Step& step, TaskIx task, const Program& program, const std::vector<TaskNo>& lost) {
    ListBuilder names(lost.size());
    for (const TaskNo number : lost) names.push(program.tasks[number].name);
    complete_task(
        step, task, State::error, "Failed by tasks: " + python_repr(std::move(names).freeze())
    );
}

void run_join(Step& step, TaskIx task) {
    step.emit(TaskContextFrozen{task});
    step.then(StartTask{task});
}

bool waits(const TaskNode& node) {
    return node.row.state == State::waiting && node.row.wake_reason == WakeReason::none;
}

/// Judges with the search for impossible routes; needed only when something may have become
/// impossible.
void judge_fully(Step& step, TaskIx task, Routes& routes) {
    const TaskNode& node = step.task(task);
    const WorkflowNode& workflow = step.workflow_of(node);
    const TaskSpec& spec = step.spec_of(node);
    const JoinState* state = arrivals_at(workflow, node.number);
    const std::vector<TaskNo> lost = lost_inbound(workflow, spec, routes);
    switch (judge(spec, state == nullptr ? 0 : state->triggered, lost.size())) {
    case Logical::wait: return;
    case Logical::run: return run_join(step, task);
    case Logical::fail: return fail_join(step, task, *workflow.program, lost);
    }
}

/// Counters say whether anything can have changed; the list of lost inbound tasks is made only
/// then.
void judge_quickly(Step& step, TaskIx task, Routes& routes) {
    const TaskNode& node = step.task(task);
    const TaskSpec& spec = step.spec_of(node);
    const JoinState* state = arrivals_at(step.workflow_of(node), node.number);
    if (state != nullptr && state->unborn == 0 &&
        judge(spec, state->triggered, state->dead) == Logical::wait)
        return;
    judge_fully(step, task, routes);
}

}  // namespace

void handle(Step& step, const CheckJoin& f) {
    const TaskNode& node = step.task(f.task);
    if (!waits(node)) return;
    const WorkflowNode& workflow = step.workflow_of(node);
    if (is_completed(workflow.row.state)) return;
    const TaskSpec& spec = step.spec_of(node);
    const JoinState* state = arrivals_at(workflow, node.number);
    if (state == nullptr) return;
    Routes routes(step.tree, workflow);
    switch (judge(spec, state->triggered, state->dead)) {
    case Logical::run: return run_join(step, f.task);
    case Logical::fail: return judge_fully(step, f.task, routes);
    case Logical::wait: break;
    }
    if (f.is_new && state->unborn > 0) judge_fully(step, f.task, routes);
    // On a loop, joins may wait for each other: this may have been the last thing to happen.
    if (spec.may_loop) step.then(RefreshJoins{node.workflow});
}

void handle(Step& step, const RefreshJoins& f) {
    const WorkflowNode& node = step.workflow(f.workflow);
    if (node.waiting_joins.empty() || is_completed(node.row.state)) return;
    Routes routes(step.tree, node);
    for (const TaskIx ix : node.waiting_joins) judge_quickly(step, ix, routes);
}

}  // namespace wf::engine
