// Counters of a tree, kept by difference: what a node counts for before and after a change. O(1)
// per event, and the same functions rebuild every counter after a load.
#pragma once
#include "model/tree.hpp"

namespace wf::engine {

/// What a task counts for in its workflow and tree.
struct TaskTally {
    bool open, waiting_join;
    std::uint32_t cancelled, unhandled_errors, paused, waiting;

    /// Something else may follow from it: a waiting join only hands on what others start.
    bool can_move() const { return open && !waiting_join; }
};

inline TaskTally tally_of(const TaskExecutionRow& row) {
    const bool open = is_incomplete(row.state) || (!row.processed && !row.force_failed);
    const bool held = row.state == State::idle && row.paused_before;
    const bool self_moving = row.state == State::delayed || (row.state == State::idle && !held) ||
                             (is_completed(row.state) && !row.settled && !row.force_failed);
    return {
        open,
        row.state == State::waiting && row.wake_reason == WakeReason::none,
        row.state == State::cancelled ? 1U : 0U,
        row.state == State::error && !row.error_handled ? 1U : 0U,
        row.state == State::paused ? 1U : 0U,
        self_moving ? 1U : 0U,
    };
}

inline void enlist(std::set<TaskIx>& list, TaskIx task, bool member) {
    if (member) {
        list.insert(task);
    } else {
        list.erase(task);
    }
}

inline void add(WorkflowNode& workflow, Tree& tree, TaskIx task, const TaskTally& t) {
    enlist(workflow.open_tasks, task, t.open);
    workflow.open_by_number[tree.tasks[task].number] += t.can_move() ? 1U : 0U;
    enlist(workflow.waiting_joins, task, t.waiting_join);
    workflow.cancelled += t.cancelled;
    workflow.unhandled_errors += t.unhandled_errors;
    workflow.paused_tasks += t.paused;
    tree.waiting_tasks += t.waiting;
}

/// The lists keep the task until add() puts it in or out.
inline void subtract(WorkflowNode& workflow, Tree& tree, TaskIx task, const TaskTally& t) {
    workflow.open_by_number[tree.tasks[task].number] -= t.can_move() ? 1U : 0U;
    workflow.cancelled -= t.cancelled;
    workflow.unhandled_errors -= t.unhandled_errors;
    workflow.paused_tasks -= t.paused;
    tree.waiting_tasks -= t.waiting;
}

/// What an action or sub-workflow execution counts for in its task's current attempt.
struct ChildTally {
    std::uint32_t in_flight, succeeded, failed, cancelled, paused;
};

inline ChildTally tally_of(State state, bool accepted, bool current) {
    if (!current) return {0, 0, 0, 0, 0};
    if (is_incomplete(state)) return {1, 0, 0, 0, state == State::paused ? 1U : 0U};
    if (!accepted) return {0, 0, 0, 0, 0};
    return {
        0,
        state == State::success ? 1U : 0U,
        state == State::error ? 1U : 0U,
        state == State::cancelled ? 1U : 0U,
        0,
    };
}

inline void add(TaskNode& task, const ChildTally& t) {
    task.in_flight += t.in_flight;
    task.succeeded += t.succeeded;
    task.failed += t.failed;
    task.cancelled += t.cancelled;
    task.paused += t.paused;
}

inline void subtract(TaskNode& task, const ChildTally& t) {
    task.in_flight -= t.in_flight;
    task.succeeded -= t.succeeded;
    task.failed -= t.failed;
    task.cancelled -= t.cancelled;
    task.paused -= t.paused;
}

inline ChildTally tally_of(const TaskNode& task, const ActionExecutionRow& row) {
    return tally_of(row.state, row.accepted, row.attempt == task.row.attempt);
}

inline ChildTally tally_of(const TaskNode& task, const WorkflowExecutionRow& row) {
    return tally_of(row.state, row.accepted, row.attempt == task.row.attempt);
}

}  // namespace wf::engine
