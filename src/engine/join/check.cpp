// When a join runs, and when it can never run (spec/engine.md 4.7).
#include "engine/handler/handlers.hpp"
#include "engine/join/routes.hpp"
#include "engine/tree_state.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

enum class Logical : std::uint8_t { wait, run, fail };

struct Counts {
    std::uint32_t triggered = 0, dead = 0, inbound = 0;
};

Logical judge(const JoinSpec& spec, const Counts& counts) {
    if (spec.kind == JoinSpec::Kind::all) {
        if (counts.dead > 0) return Logical::fail;
        return counts.triggered == counts.inbound ? Logical::run : Logical::wait;
    }
    if (counts.triggered >= spec.count) return Logical::run;
    return counts.dead > counts.inbound - spec.count ? Logical::fail : Logical::wait;
}

void fail_join(Step& step, TaskIx task, const Program& program, const std::vector<TaskNo>& lost) {
    ListBuilder names(lost.size());
    for (const TaskNo number : lost) names.push(program.tasks[number].name);
    complete_task(
        step, task, State::error, "Failed by tasks: " + python_repr(std::move(names).freeze())
    );
}

void run_join(Step& step, TaskIx task) {
    const auto arrived = static_cast<std::uint32_t>(step.task(task).row.triggered_by.size());
    step.emit(TaskContextFrozen{task, arrived});
    step.then(StartTask{task});
}

bool waits(const TaskNode& node) {
    return node.row.state == State::waiting && node.row.wake_reason == WakeReason::none;
}

/// Judges with the search for impossible routes; needed only when something may have become
/// impossible.
void judge_fully(Step& step, TaskIx task, const std::vector<bool>& reachable) {
    const TaskNode& node = step.task(task);
    const WorkflowNode& workflow = step.workflow_of(node);
    const TaskSpec& spec = step.spec_of(node);
    const JoinState* state = arrivals_at(workflow, node.number);
    const std::vector<TaskNo> lost = lost_inbound(step.tree, workflow, spec, reachable);
    const Counts counts{
        state == nullptr ? 0 : state->triggered,
        static_cast<std::uint32_t>(lost.size()),
        static_cast<std::uint32_t>(spec.inbound.size()),
    };
    switch (judge(spec.join, counts)) {
    case Logical::wait: return;
    case Logical::run: return run_join(step, task);
    case Logical::fail: return fail_join(step, task, *workflow.program, lost);
    }
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
    const Counts counts{
        state->triggered, state->dead, static_cast<std::uint32_t>(spec.inbound.size())};
    switch (judge(spec.join, counts)) {
    case Logical::run: return run_join(step, f.task);
    case Logical::fail: return judge_fully(step, f.task, reachable_tasks(step.tree, workflow));
    case Logical::wait: break;
    }
    // First arrival: routes may have died before the join existed. Later ones only count.
    if (node.row.triggered_by.size() == 1 && has_silent_inbound(step.tree, workflow, spec)) {
        judge_fully(step, f.task, reachable_tasks(step.tree, workflow));
    }
}

void handle(Step& step, const RefreshJoins& f) {
    const WorkflowNode& node = step.workflow(f.workflow);
    if (!node.program->has_joins || is_completed(node.row.state)) return;
    std::vector<TaskIx> waiting;
    for (const auto& [number, state] : node.joins) {
        const TaskIx ix = node.latest[number];
        if (ix != no_ix && waits(step.task(ix))) waiting.push_back(ix);
    }
    if (waiting.empty()) return;
    std::ranges::sort(waiting);  // the map has no order of its own; runs must replay
    const std::vector<bool> reachable = reachable_tasks(step.tree, node);
    for (const TaskIx ix : waiting) judge_fully(step, ix, reachable);
}

}  // namespace wf::engine
