// Is a running task complete? Counters only: the cost does not depend on the number of its
// executions.
#include "engine/handler/handlers.hpp"
#include "engine/result.hpp"
#include "engine/tree_state.hpp"

namespace wf::engine {
namespace {

struct Ending {
    State state;
    std::optional<std::string> info;
};

/// The newest execution of the current attempt, of a task with a single one.
Ending ending_of_child(const WorkflowExecutionRow& row) {
    const std::string id = row.alias.empty() ? to_text(row.id) : row.alias;
    switch (row.state) {
    case State::error:
        return {
            row.state,
            row.state_info ? row.state_info : "Failed subworkflow [execution_id=" + id + "]"};
    case State::cancelled:
        return {
            row.state,
            row.state_info ? row.state_info : "Cancelled subworkflow [execution_id=" + id + "]"};
    default: return {row.state, std::nullopt};
    }
}

Ending plain_ending(const Step& step, const TaskNode& node) {
    if (!node.children.empty()) return ending_of_child(step.workflow(node.children.back()).row);
    const ActionExecutionRow& row = step.action(node.actions.back()).row;
    if (row.state == State::success) return {row.state, std::nullopt};
    return {row.state, info_of_result(row.result)};
}

void check_items(Step& step, TaskIx task, const TaskNode& node) {
    if (node.cancelled > 0) {
        return complete_task(step, task, State::cancelled, "One or more actions was cancelled.");
    }
    // After a reload the items are not known yet; nothing is judged before they are.
    if (node.items.empty() && node.row.items_count > 0) return step.then(ScheduleItems{task});
    const bool all_created = node.item_gaps.empty() && node.next_index >= node.row.items_count;
    if (!all_created) {
        const bool has_room = node.row.concurrency == 0 ||
                              static_cast<std::int64_t>(node.in_flight) < node.row.concurrency;
        if (has_room) step.then(ScheduleItems{task});
        return;
    }
    if (node.in_flight > 0) return;
    if (node.failed > 0)
        return complete_task(step, task, State::error, "One or more actions had failed.");
    complete_task(step, task, State::success, std::nullopt);
}

}  // namespace

void handle(Step& step, const CheckTask& f) {
    const TaskNode& node = step.task(f.task);
    const State state = node.row.state;
    if (state != State::running && state != State::paused) return;
    if (!step.spec_of(node).with_items.empty()) {
        if (node.row.items_count >= 0) check_items(step, f.task, node);
        return;
    }
    if (node.in_flight > 0 || node.succeeded + node.failed + node.cancelled == 0) return;
    Ending end = plain_ending(step, node);
    complete_task(step, f.task, end.state, std::move(end.info));
}

void handle(Step& step, const NotifyParent& f) {
    const TaskIx task = step.workflow(f.workflow).parent_task;
    if (task != no_ix) step.then(CheckTask{task});
}

}  // namespace wf::engine
