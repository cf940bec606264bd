#include "engine/dispatch.hpp"

#include "engine/join/arrivals.hpp"
#include "engine/join/routes.hpp"
#include "engine/tree_state.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace wf::engine {
namespace {

TaskExecutionRow make_task_row(
    Step& step, WorkflowIx workflow, TaskNo number, const Trigger* trigger
) {
    const WorkflowNode& node = step.workflow(workflow);
    const TaskSpec& spec = node.program->tasks[number];
    TaskExecutionRow row;
    row.id = step.new_id();
    row.workflow_execution_id = node.row.id;
    row.name = spec.name;
    row.type = spec.is_workflow ? TaskType::workflow : TaskType::action;
    row.tags = spec.tags;
    row.created_at = step.env.now;
    if (trigger != nullptr) {
        row.triggered_by.push_back(trigger->by);
        row.trigger_events.push_back(trigger->event);
    }
    return row;
}

void create_join(Step& step, WorkflowIx workflow, TaskNo number, const Trigger& trigger) {
    TaskExecutionRow row = make_task_row(step, workflow, number, &trigger);
    row.state = State::waiting;
    row.state_info = "Task is waiting.";
    const TaskIx ix = step.new_task_ix();
    step.emit(TaskCreated{std::move(row), workflow, number});
    step.emit(TaskTriggered{ix, {step.tree.find(trigger.by).index, trigger.slot}});
    step.then(CheckJoin{ix, true});
}

/// A join that failed because of its inbound tasks: it has run nothing.
bool failed_unrun(const TaskNode& join) {
    return join.row.state == State::error && join.row.context_count == 0 && !join.row.force_failed;
}

/// So many of its routes are lost that an arrival on another one changes nothing.
bool stays_failed(const Step& step, const TaskNode& join) {
    const WorkflowNode& workflow = step.workflow_of(join);
    const TaskSpec& spec = step.spec_of(join);
    const JoinState* state = arrivals_at(workflow, join.number);
    if (state != nullptr && is_out_of_reach(spec, state->dead)) return true;
    Routes routes(step.tree, workflow);
    return is_out_of_reach(spec, lost_inbound(workflow, spec, routes).size());
}

/// An inbound task arrives at a join. One execution of the join per round: an arrival after it has
/// started, or failed for good, is only noted, unless the same inbound task has arrived in this
/// round already – then a new round begins.
void trigger_join(Step& step, WorkflowIx workflow, TaskNo number, const Trigger& trigger) {
    const Arrival arrival{step.tree.find(trigger.by).index, trigger.slot};
    const TaskIx existing = step.workflow(workflow).latest[number];
    if (existing == no_ix) return create_join(step, workflow, number, trigger);
    const TaskNode& join = step.task(existing);
    const bool has_failed = failed_unrun(join);
    if (has_failed && !stays_failed(step, join)) {
        step.emit(TaskRerun{existing, false});
        step.emit(TaskTriggered{existing, arrival});
        step.then(CheckJoin{existing});
        step.then(RefreshJoins{workflow});  // other routes may have died for good meanwhile
    } else if (join.row.state == State::waiting && join.row.wake_reason == WakeReason::none) {
        step.emit(TaskTriggered{existing, arrival});
        step.then(CheckJoin{existing});
    } else if (!has_failed && has_arrived(step.tree, join, trigger.number)) {
        create_join(step, workflow, number, trigger);
    } else {
        step.emit(TaskTriggered{existing, arrival});
        // This may have been the last way to what other joins wait for, and the last thing to
        // happen.
        step.then(RefreshJoins{workflow});
        step.then(CheckWorkflow{workflow});
    }
}

void run_item(Step& step, WorkflowIx workflow, const DispatchItem& item) {
    if (arrives_at_join(*step.workflow(workflow).program, item)) {
        trigger_join(step, workflow, item.target, item.trigger);
    } else {
        start_new_task(step, workflow, item.target, &item.trigger);
    }
}

}  // namespace

bool arrives_at_join(const Program& program, const DispatchItem& item) {
    return item.command == EngineCommand::none &&
           program.tasks[item.target].join.kind != JoinSpec::Kind::none;
}

void start_new_task(Step& step, WorkflowIx workflow, TaskNo number, const Trigger* trigger) {
    TaskExecutionRow row = make_task_row(step, workflow, number, trigger);
    const TaskIx ix = step.new_task_ix();
    step.emit(TaskCreated{std::move(row), workflow, number});
    step.then(StartTask{ix});
}

std::vector<DispatchItem> dispatch(
    Step& step, WorkflowIx workflow, std::vector<DispatchItem> items
) {
    std::erase_if(items, [](const DispatchItem& i) { return i.command == EngineCommand::noop; });
    for (auto item = items.begin(); item != items.end(); ++item) {
        switch (item->command) {
        case EngineCommand::noop: continue;
        case EngineCommand::none: run_item(step, workflow, *item); continue;
        case EngineCommand::fail:
            step.then_first(FinishWorkflow{workflow, State::error, item->message});
            break;
        case EngineCommand::succeed:
            step.then_first(FinishWorkflow{workflow, State::success, item->message});
            break;
        case EngineCommand::pause: pause_tree(step, workflow, item->message); break;
        }
        items.erase(items.begin(), item + 1);
        return items;
    }
    return {};
}

std::vector<DispatchItem> split_second_arrivals(
    const Program& program, std::vector<DispatchItem>& items
) {
    std::set<TaskNo> seen;
    const auto second = std::ranges::find_if(items, [&](const DispatchItem& i) {
        return arrives_at_join(program, i) && !seen.insert(i.target).second;
    });
    std::vector<DispatchItem> rest(
        std::make_move_iterator(second), std::make_move_iterator(items.end())
    );
    items.erase(second, items.end());
    return rest;
}

namespace {

/// The target and everything it requires, directly or not.
std::vector<TaskNo> closure_of(const Program& program, TaskNo target) {
    std::vector<TaskNo> closure{target};
    std::vector<bool> seen(program.tasks.size(), false);
    seen[target] = true;
    for (std::size_t at = 0; at < closure.size(); ++at) {
        for (const TaskNo needed : program.tasks[closure[at]].requirements) {
            if (seen[needed]) continue;
            seen[needed] = true;
            closure.push_back(needed);
        }
    }
    std::ranges::sort(closure);
    return closure;
}

ReversePlan& reverse_plan(const WorkflowNode& node) {
    if (node.reverse_plan) return *node.reverse_plan;
    const Program& program = *node.program;
    auto plan = std::make_shared<ReversePlan>();
    plan->dependents.resize(program.tasks.size());
    plan->first_unsatisfied.assign(program.tasks.size(), 0);
    if (const TaskSpec* target = program.find(node.row.task_name))
        plan->closure = closure_of(program, target->number);
    for (const TaskNo number : plan->closure) {
        for (const TaskNo needed : program.tasks[number].requirements)
            plan->dependents[needed].push_back(number);
    }
    node.reverse_plan = std::move(plan);
    return *node.reverse_plan;
}

/// Succeeded and judged by its policies; `finished` is just being handed on.
bool satisfies(const Step& step, TaskIx ix, TaskIx finished) {
    if (ix == no_ix) return false;
    const TaskExecutionRow& row = step.task(ix).row;
    return row.state == State::success && (row.processed || ix == finished);
}

}  // namespace

void start_ready_tasks(Step& step, WorkflowIx workflow) {
    const WorkflowNode& node = step.workflow(workflow);
    for (const TaskNo number : reverse_plan(node).closure) {
        if (node.latest[number] != no_ix) continue;
        const auto& needed = node.program->tasks[number].requirements;
        const bool ready = std::ranges::all_of(needed, [&](TaskNo each) {
            return satisfies(step, node.latest[each], no_ix);
        });
        if (ready) start_new_task(step, workflow, number, nullptr);
    }
}

void start_dependents(Step& step, TaskIx finished) {
    const TaskNode& done = step.task(finished);
    const WorkflowNode& node = step.workflow_of(done);
    ReversePlan& plan = reverse_plan(node);
    for (const TaskNo number : plan.dependents[done.number]) {
        if (node.latest[number] != no_ix) continue;
        // What was once satisfied stays so: each requirement is passed once, not at every arrival.
        const std::vector<TaskNo>& needed = node.program->tasks[number].requirements;
        std::uint32_t& at = plan.first_unsatisfied[number];
        while (at < needed.size() && satisfies(step, node.latest[needed[at]], finished)) ++at;
        if (at == needed.size()) start_new_task(step, done.workflow, number, nullptr);
    }
}

Value backlog_to_value(const Program& program, const std::vector<DispatchItem>& items) {
    if (items.empty()) return {};
    constexpr std::string_view names[] = {"", "noop", "fail", "succeed", "pause"};
    ListBuilder list(items.size());
    for (const DispatchItem& item : items) {
        const bool is_task = item.command == EngineCommand::none;
        list.push(Value::dict({
            {"command", names[static_cast<std::size_t>(item.command)]},
            {"task", is_task ? Value{program.tasks[item.target].name} : Value{}},
            {"message", item.message ? Value{*item.message} : Value{}},
            {"by", to_text(item.trigger.by)},
            {"event", item.trigger.event},
            {"by_task", program.tasks[item.trigger.number].name},
        }));
    }
    return std::move(list).freeze();
}

std::vector<DispatchItem> backlog_from_value(const Program& program, const Value& backlog) {
    std::vector<DispatchItem> items;
    for (const Value& entry : backlog.items()) {
        DispatchItem item;
        const std::string command =
            entry["command"].is_string() ? entry["command"].to_string() : std::string{};
        if (command == "fail") item.command = EngineCommand::fail;
        if (command == "succeed") item.command = EngineCommand::succeed;
        if (command == "pause") item.command = EngineCommand::pause;
        if (entry["task"].is_string()) {
            if (const TaskSpec* spec = program.find(entry["task"].as_string()))
                item.target = spec->number;
        }
        if (entry["message"].is_string()) item.message = entry["message"].to_string();
        if (const TaskSpec* by = program.find(entry["by_task"].as_string()))
            item.trigger.number = by->number;
        item.trigger.by = parse_id(entry["by"].as_string()).value_or(Id{});
        item.trigger.event = entry["event"].to_string();
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace wf::engine
