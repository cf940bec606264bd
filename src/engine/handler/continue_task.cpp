// A settled task hands on: its transitions are evaluated and dispatched.
#include "engine/dispatch.hpp"
#include "engine/failure.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/scope.hpp"
#include "value/json.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

/// Clauses that apply to a state, in the order their commands are joined.
std::vector<Clause> clauses_for(State state, const TaskSpec& spec) {
    switch (state) {
    case State::success: return {Clause::on_success, Clause::on_complete};
    case State::error: return {Clause::on_error, Clause::on_complete};
    case State::skipped:
        // on-success stands in when on-skip names nothing.
        return {
            spec.clause(Clause::on_skip).transitions.empty() ? Clause::on_success
                                                             : Clause::on_skip};
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
    for (const Clause clause : clauses_for(node.row.state, spec)) {
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
                {node.row.id, node.number, std::string{name_of(clause)}},
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

std::vector<NextTask> task_names(const Program& program, const std::vector<DispatchItem>& items) {
    std::vector<NextTask> names;
    for (const DispatchItem& item : items) {
        if (item.command == EngineCommand::none)
            names.push_back({program.tasks[item.target].name, item.trigger.event});
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

void continue_reverse(Step& step, const ContinueTask& f, const TaskNode& node) {
    step.emit(TaskProcessed{f.task, {}, false});
    if (node.row.state == State::success) start_ready_tasks(step, node.workflow);
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
    step.emit(TaskProcessed{f.task, task_names(*workflow.program, next->items), next->error_handled}
    );
    const bool dead_edges =
        workflow.program->has_joins && leaves_dead_edges(step.spec_of(node), next->items);
    const bool starts_nothing = std::ranges::none_of(next->items, [](const DispatchItem& i) {
        return i.command == EngineCommand::none;
    });
    dispatch(step, node.workflow, std::move(next->items));
    if (dead_edges) step.then(RefreshJoins{node.workflow});
    if (starts_nothing) step.then(CheckWorkflow{node.workflow});
}

void handle(Step& step, const RunBacklog& f) {
    const WorkflowNode& node = step.workflow(f.workflow);
    if (node.row.state != State::running || node.row.backlog.is_null()) return;
    step.emit(BacklogChanged{f.workflow, {}});
    dispatch(step, f.workflow, backlog_from_value(*node.program, node.row.backlog));
    step.then(CheckWorkflow{f.workflow});
}

}  // namespace wf::engine
