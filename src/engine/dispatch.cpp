#include "engine/dispatch.hpp"

#include "engine/tree_state.hpp"

#include <algorithm>

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
    step.then(CheckJoin{ix});
}

/// A join that failed because of its inbound tasks: it has run nothing.
bool failed_unrun(const TaskNode& join) {
    return join.row.state == State::error && join.actions.empty() && join.children.empty() &&
           !join.row.force_failed;
}

bool has_arrived(const Step& step, const TaskNode& join, TaskNo inbound) {
    return std::ranges::any_of(join.row.triggered_by, [&](const Id& id) {
        const NodeRef ref = step.tree.find(id);
        return ref.kind == NodeKind::task && step.task(ref.index).number == inbound;
    });
}

/// An inbound task arrives at a join. One execution of the join per round: an arrival after it has
/// started is only noted, unless the same inbound task has arrived in this round already – then a
/// new round begins.
void trigger_join(Step& step, WorkflowIx workflow, TaskNo number, const Trigger& trigger) {
    const TaskIx existing = step.workflow(workflow).latest[number];
    if (existing == no_ix) return create_join(step, workflow, number, trigger);
    const TaskNode& join = step.task(existing);
    const bool again =
        std::ranges::find(join.row.triggered_by, trigger.by) != join.row.triggered_by.end();
    if (failed_unrun(join)) {
        step.emit(TaskRerun{existing, false});
        if (!again) step.emit(TaskTriggered{existing, trigger.by, trigger.event});
        step.then(CheckJoin{existing});
    } else if (join.row.state == State::waiting) {
        if (!again) step.emit(TaskTriggered{existing, trigger.by, trigger.event});
        step.then(CheckJoin{existing});
    } else if (has_arrived(step, join, trigger.number)) {
        create_join(step, workflow, number, trigger);
    } else {
        step.emit(TaskTriggered{existing, trigger.by, trigger.event});
        step.then(CheckWorkflow{workflow});  // this may have been the last thing to happen
    }
}

void run_item(Step& step, WorkflowIx workflow, const DispatchItem& item) {
    const bool is_join =
        step.workflow(workflow).program->tasks[item.target].join.kind != JoinSpec::Kind::none;
    if (is_join) {
        trigger_join(step, workflow, item.target, item.trigger);
    } else {
        start_new_task(step, workflow, item.target, &item.trigger);
    }
}

bool same_join_twice(
    const WorkflowNode& node, const std::vector<DispatchItem>& items, std::size_t at
) {
    if (node.program->tasks[items[at].target].join.kind == JoinSpec::Kind::none) return false;
    return std::any_of(
        items.begin(),
        items.begin() + static_cast<std::ptrdiff_t>(at),
        [&](const DispatchItem& i) {
            return i.command == EngineCommand::none && i.target == items[at].target;
        }
    );
}

void hold_back(Step& step, WorkflowIx workflow, const std::vector<DispatchItem>& rest) {
    if (rest.empty()) return;
    const WorkflowNode& node = step.workflow(workflow);
    std::vector<DispatchItem> all = backlog_from_value(*node.program, node.row.backlog);
    all.insert(all.end(), rest.begin(), rest.end());
    step.emit(BacklogChanged{workflow, backlog_to_value(*node.program, all)});
}

}  // namespace

void start_new_task(Step& step, WorkflowIx workflow, TaskNo number, const Trigger* trigger) {
    TaskExecutionRow row = make_task_row(step, workflow, number, trigger);
    const TaskIx ix = step.new_task_ix();
    step.emit(TaskCreated{std::move(row), workflow, number});
    step.then(StartTask{ix});
}

void dispatch(Step& step, WorkflowIx workflow, std::vector<DispatchItem> items) {
    std::erase_if(items, [](const DispatchItem& i) { return i.command == EngineCommand::noop; });
    const WorkflowNode& node = step.workflow(workflow);
    for (std::size_t at = 0; at < items.size(); ++at) {
        const DispatchItem& item = items[at];
        switch (item.command) {
        case EngineCommand::noop: break;
        case EngineCommand::none:
            if (!same_join_twice(node, items, at)) run_item(step, workflow, item);
            break;
        case EngineCommand::fail:
            return step.then_first(FinishWorkflow{workflow, State::error, item.message});
        case EngineCommand::succeed:
            return step.then_first(FinishWorkflow{workflow, State::success, item.message});
        case EngineCommand::pause:
            pause_tree(step, workflow, item.message);
            return hold_back(
                step, workflow, {items.begin() + static_cast<std::ptrdiff_t>(at) + 1, items.end()}
            );
        }
    }
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

}  // namespace

void start_ready_tasks(Step& step, WorkflowIx workflow) {
    const WorkflowNode& node = step.workflow(workflow);
    const TaskSpec* target = node.program->find(node.row.task_name);
    if (target == nullptr) return;
    for (const TaskNo number : closure_of(*node.program, target->number)) {
        if (node.latest[number] != no_ix) continue;
        const bool ready =
            std::ranges::all_of(node.program->tasks[number].requirements, [&](TaskNo needed) {
                const TaskIx ix = node.latest[needed];
                return ix != no_ix && step.task(ix).row.state == State::success;
            });
        if (ready) start_new_task(step, workflow, number, nullptr);
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
