// A settled task hands on: its transitions are evaluated and dispatched.
#include "engine/dispatch.hpp"
#include "engine/failure.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/scope.hpp"
#include "value/json.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace wf::engine {
namespace {

/// Clauses that apply to a state, in the order their commands are joined.
std::vector<Clause> clauses_for(State state) {
    switch (state) {
    case State::success: return {Clause::on_success, Clause::on_complete};
    case State::error: return {Clause::on_error, Clause::on_complete};
    case State::skipped:
        // on-success stands in when on-skip gives nothing.
        return {Clause::on_skip, Clause::on_success};
    default: return {};
    }
}

Result<std::optional<std::string>> message_of(
    const TaskScope& scope, const Transition& transition
) {
    if (transition.command == EngineCommand::none) return std::nullopt;
    WF_TRY(const Value parameters, scope.evaluate(transition.parameters));
    const Value* message = parameters.find("msg");
    if (message == nullptr || message->is_null()) return std::nullopt;
    if (message->is_dict()) return to_json(*message, JsonStyle::python);
    return python_str(*message);
}

Result<bool> is_taken(const TaskScope& scope, const Transition& transition) {
    if (!transition.condition) return true;
    WF_TRY(const Value condition, scope.evaluate(*transition.condition));
    return truthy(condition);
}

struct NextSteps {
    std::vector<DispatchItem> items;
    bool error_handled = false;
};

Result<NextSteps> next_steps(const Step& step, TaskIx task) {
    const TaskNode& node = step.task(task);
    const TaskSpec& spec = step.spec_of(node);
    const TaskScope scope(step, task, TaskView::outbound);
    NextSteps next;
    for (const Clause clause : clauses_for(node.row.state)) {
        if (node.row.state == State::skipped && !next.items.empty()) break;
        const std::vector<Transition>& transitions = spec.clause(clause).transitions;
        for (std::size_t i = 0; i < transitions.size(); ++i) {
            const Transition& transition = transitions[i];
            WF_TRY(const bool taken, is_taken(scope, transition));
            if (TransitionObserver* observer = step.env.observer; observer != nullptr) {
                const Program& program = *step.workflow_of(node).program;
                observer->judged(program, node.number, clause, i, taken);
            }
            if (!taken) continue;
            WF_TRY(auto message, message_of(scope, transition));
            if (clause == Clause::on_error) next.error_handled = true;
            next.items.push_back({
                transition.command,
                transition.target,
                std::move(message),
                {node.row.id, node.number, std::string{name_of(clause)}, 0},
            });
        }
    }
    return next;
}

/// Nothing behind `fail` or `succeed` is ever dispatched.
void cut_behind_end(std::vector<DispatchItem>& items) {
    const auto end = std::ranges::find_if(items, [](const DispatchItem& i) {
        return i.command == EngineCommand::fail || i.command == EngineCommand::succeed;
    });
    if (end != items.end()) items.erase(end + 1, items.end());
}

/// The tasks among the items as the row keeps them; tells the items their places in it.
std::vector<NextTask> next_tasks(const Program& program, std::vector<DispatchItem>& items) {
    std::vector<NextTask> names;
    for (DispatchItem& item : items) {
        if (item.command != EngineCommand::none) continue;
        item.trigger.slot = static_cast<std::uint32_t>(names.size());
        names.push_back({program.tasks[item.target].name, item.trigger.event, 0});
    }
    return names;
}

/// Some edge of this task was not taken: what waits behind it may have become impossible.
bool leaves_dead_edges(const TaskSpec& spec, const std::vector<DispatchItem>& items) {
    std::vector<TaskNo> taken;
    for (const DispatchItem& item : items) {
        if (item.command == EngineCommand::none) taken.push_back(item.target);
    }
    std::ranges::sort(taken);
    return std::ranges::any_of(spec.clauses, [&](const ClauseSpec& clause) {
        return std::ranges::any_of(clause.transitions, [&](const Transition& t) {
            return t.command == EngineCommand::none && !std::ranges::binary_search(taken, t.target);
        });
    });
}

/// Leaves out that this task arrives at the same join a second time.
void drop_repeated_arrivals(const Program& program, std::vector<DispatchItem>& items) {
    if (items.size() < 2) return;
    std::set<TaskNo> seen;
    std::erase_if(items, [&](const DispatchItem& i) {
        return arrives_at_join(program, i) && !seen.insert(i.target).second;
    });
}

/// What was not dispatched is carried out when the workflow runs again: `first`, then `second`.
void keep_for_later(
    Step& step,
    WorkflowIx workflow,
    std::vector<DispatchItem> first,
    std::vector<DispatchItem> second
) {
    std::ranges::move(second, std::back_inserter(first));
    const Program& program = *step.workflow(workflow).program;
    step.emit(BacklogChanged{workflow, backlog_to_value(program, first)});
}

/// Finds where the task that wanted this item names it. False: that task has been started over
/// since, and with it the wish is gone.
bool find_slot(const Step& step, const Program& program, DispatchItem& item) {
    if (item.command != EngineCommand::none) return true;
    const NodeRef ref = step.tree.find(item.trigger.by);
    if (ref.kind != NodeKind::task) return false;
    const std::vector<NextTask>& next = step.task(ref.index).row.next_tasks;
    const auto at = std::ranges::find_if(next, [&](const NextTask& n) {
        return n.name == program.tasks[item.target].name && n.event == item.trigger.event;
    });
    item.trigger.slot = static_cast<std::uint32_t>(at - next.begin());
    return at != next.end();
}

void continue_reverse(Step& step, const ContinueTask& f, const TaskNode& node) {
    step.emit(TaskProcessed{f.task, {}, false});
    if (node.row.state == State::success) start_dependents(step, f.task);
    step.then(CheckWorkflow{node.workflow});
}

}  // namespace

void handle(Step& step, const ContinueTask& f) {
    const TaskNode& node = step.task(f.task);
    const WorkflowNode& workflow = step.workflow_of(node);
    if (!is_completed(node.row.state) || !node.row.settled || node.row.processed ||
        node.row.force_failed)
        return;
    if (workflow.row.state == State::paused) return;  // recomputed at resume
    if (is_completed(workflow.row.state)) return step.emit(TaskProcessed{f.task, {}, false});
    if (workflow.program->type == WorkflowType::reverse) return continue_reverse(step, f, node);

    Result<NextSteps> next = next_steps(step, f.task);
    if (!next) return force_fail(step, f.task, completion_failure(step, f.task, next.error()));
    if (f.ignore_pause) {
        std::erase_if(next->items, [](const DispatchItem& i) {
            return i.command == EngineCommand::pause;
        });
    }
    cut_behind_end(next->items);
    step.emit(TaskProcessed{f.task, next_tasks(*workflow.program, next->items), next->error_handled}
    );
    const bool dead_edges =
        workflow.program->has_joins && leaves_dead_edges(step.spec_of(node), next->items);
    const bool starts_nothing = std::ranges::none_of(next->items, [](const DispatchItem& i) {
        return i.command == EngineCommand::none;
    });
    drop_repeated_arrivals(*workflow.program, next->items);
    std::vector<DispatchItem> held = dispatch(step, node.workflow, std::move(next->items));
    if (!held.empty()) {
        auto earlier = backlog_from_value(*workflow.program, workflow.row.backlog);
        keep_for_later(step, node.workflow, std::move(earlier), std::move(held));
    }
    if (dead_edges) step.then(RefreshJoins{node.workflow});
    if (starts_nothing) step.then(CheckWorkflow{node.workflow});
}

void handle(Step& step, const RunBacklog& f) {
    const WorkflowNode& node = step.workflow(f.workflow);
    if (node.row.state != State::running || node.row.backlog.is_null()) return;
    std::vector<DispatchItem> items = backlog_from_value(*node.program, node.row.backlog);
    std::erase_if(items, [&](DispatchItem& i) { return !find_slot(step, *node.program, i); });
    std::vector<DispatchItem> rest = split_second_arrivals(*node.program, items);
    const bool more = !rest.empty();
    std::vector<DispatchItem> held = dispatch(step, f.workflow, std::move(items));
    keep_for_later(step, f.workflow, std::move(held), std::move(rest));
    if (more) step.then_first(RunBacklog{f.workflow});
    step.then(CheckWorkflow{f.workflow});
}

}  // namespace wf::engine
