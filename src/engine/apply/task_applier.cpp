#include "engine/apply/task_applier.hpp"

#include "engine/apply/link.hpp"
#include "engine/apply/marks.hpp"
#include "engine/apply/tally.hpp"
#include "engine/join/arrivals.hpp"
#include "engine/join/edges.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

/// Takes a task's share out of the counters, lets the row change, puts the new share back, marks
/// the row.
class TaskChange {
public:
    TaskChange(Tree& tree, TaskIx ix, Instant at)
        : tree_(tree), ix_(ix), at_(at), node(tree.tasks[ix]), row(node.row),
          owner_(tree.workflows[node.workflow]) {
        subtract(owner_, tree_, ix_, tally_of(row));
    }

    TaskChange(const TaskChange&) = delete;
    TaskChange& operator=(const TaskChange&) = delete;

    ~TaskChange() {
        add(owner_, tree_, ix_, tally_of(row));
        mark_task(tree_, ix_, at_);
    }

private:
    Tree& tree_;
    TaskIx ix_;
    Instant at_;

public:
    TaskNode& node;
    TaskExecutionRow& row;

private:
    WorkflowNode& owner_;
};

/// started_at moves when a task becomes RUNNING from IDLE or WAITING; retries do not move it.
void start_clock(TaskExecutionRow& row, State to, Instant at) {
    const bool begins = row.state == State::idle ||
                        (row.state == State::waiting && row.wake_reason == WakeReason::none);
    if (to == State::running && begins) row.started_at = at;
}

/// Calls `visit` for every execution of the current attempt, newest first. Attempts only grow, so
/// these are the last ones: what older attempts have run costs nothing.
template <class Visitor>
void visit_current(Tree& tree, const TaskNode& node, Visitor&& visit) {
    for (auto it = node.actions.rbegin(); it != node.actions.rend(); ++it) {
        ActionExecutionRow& row = tree.actions[*it].row;
        if (row.attempt != node.row.attempt) break;
        visit(row, [&tree, ix = *it](Instant at) { mark_action(tree, ix, at); });
    }
    for (auto it = node.children.rbegin(); it != node.children.rend(); ++it) {
        WorkflowExecutionRow& row = tree.workflows[*it].row;
        if (row.attempt != node.row.attempt) break;
        visit(row, [&tree, ix = *it](Instant at) { mark_workflow(tree, ix, at); });
    }
}

void recount_children(Tree& tree, TaskNode& node) {
    node.in_flight = node.succeeded = node.failed = node.cancelled = node.paused = 0;
    node.next_index = 0;
    node.result_memo.reset();
    visit_current(tree, node, [&](const auto& row, const auto& /*mark*/) {
        add(node, tally_of(node, row));
    });
}

/// Results stop counting: all of them, or with `failed_only` those that are not successes.
void void_results(Tree& tree, TaskNode& node, bool failed_only, Instant at) {
    const auto stays = [&](State s) {
        return failed_only && (s == State::success || is_incomplete(s));
    };
    visit_current(tree, node, [&](auto& row, const auto& mark) {
        if (!row.accepted || stays(row.state)) return;
        row.accepted = false;
        mark(at);
    });
    if (!failed_only) ++node.row.attempt;
    recount_children(tree, node);
}

/// Items that no accepted or running execution of the current attempt stands for.
std::vector<std::uint32_t> missing_items(Tree& tree, const TaskNode& node, std::int64_t count) {
    std::vector<bool> covered(static_cast<std::size_t>(count), false);
    visit_current(tree, node, [&](const auto& row, const auto& /*mark*/) {
        if (is_completed(row.state) && !row.accepted) return;
        if (row.index < covered.size()) covered[row.index] = true;
    });
    std::vector<std::uint32_t> missing;
    for (std::uint32_t i = 0; i < covered.size(); ++i) {
        if (!covered[i]) missing.push_back(i);
    }
    return missing;
}

/// Joins look at the latest execution of each inbound task: an older one that
/// ends later says nothing about the edge any more.
bool is_latest(const Tree& tree, TaskIx ix) {
    const TaskNode& node = tree.tasks[ix];
    return tree.workflows[node.workflow].latest[node.number] == ix;
}

void open_edges_of(Tree& tree, TaskIx ix) {
    const TaskNode& node = tree.tasks[ix];
    if (is_latest(tree, ix)) open_edges(tree.workflows[node.workflow], node.number);
}

void settle_edges_of(Tree& tree, TaskIx ix) {
    const TaskNode& node = tree.tasks[ix];
    if (!is_latest(tree, ix)) return;
    settle_edges(tree.workflows[node.workflow], node.number, node.row.next_tasks);
}

}  // namespace

void TaskApplier::operator()(TaskCreated& e) {
    const TaskNo number = e.number;
    const WorkflowIx workflow = e.workflow;
    const bool is_first = tree.workflows[workflow].latest[number] == no_ix;
    const TaskIx ix = link_task(tree, std::move(e.row), workflow, number);
    TaskNode& node = tree.tasks[ix];
    node.row.created_at = at;
    node.dirt = Dirt::inserted;
    tree.dirty_tasks.push_back(ix);
    if (is_first) note_birth(tree.workflows[workflow], number);
    open_edges_of(tree, ix);
}

void TaskApplier::operator()(TaskStateChanged& e) {
    TaskChange change(tree, e.task, at);
    start_clock(change.row, e.state, at);
    change.row.state = e.state;
    change.row.state_info = std::move(e.info);
    change.row.wake_at.reset();
    change.row.wake_reason = WakeReason::none;
}

void TaskApplier::operator()(TaskHeldBefore& e) {
    TaskChange change(tree, e.task, at);
    start_clock(change.row, State::running, at);
    change.row.state = State::idle;
    change.row.state_info = std::move(e.info);
    change.row.paused_before = true;
}

void TaskApplier::operator()(TaskTimeoutArmed& e) {
    TaskChange change(tree, e.task, at);
    change.row.timeout_at = e.at;
    change.row.timeout_s = e.seconds;
}

void TaskApplier::operator()(TaskConcurrencySet& e) {
    TaskChange change(tree, e.task, at);
    change.row.concurrency = e.concurrency;
}

void TaskApplier::operator()(TaskDelayed& e) {
    TaskChange change(tree, e.task, at);
    if (e.reason == WakeReason::wait_before) start_clock(change.row, State::running, at);
    change.row.state = e.shown;
    change.row.state_info = std::move(e.info);
    change.row.wake_reason = e.reason;
    change.row.wake_at = e.until;
    change.row.state_after_wait = e.state_after;
    change.row.info_after_wait = std::move(e.info_after);
    if (e.reason == WakeReason::wait_before) change.row.waited_before = true;
    if (e.reason == WakeReason::wait_after) change.row.waited_after = true;
}

void TaskApplier::operator()(TaskContextFrozen& e) {
    TaskChange change(tree, e.task, at);
    freeze_arrivals(tree, e.task);
    change.row.state = State::idle;  // ready: it starts like any other task
    change.row.state_info.reset();
    change.node.inbound_known = change.node.outbound_known = false;
}

void TaskApplier::operator()(TaskTriggered& e) {
    note_arrival(tree, e.task, e.arrival);
    settle_edges_of(tree, e.arrival.from);
    mark_task(tree, e.arrival.from, at);
}

void TaskApplier::operator()(ItemsPlanned& e) {
    TaskNode& node = tree.tasks[e.task];
    if (node.row.items_count != e.count) {  // after a reload nothing is new but the sources
        node.row.items_count = e.count;
        mark_task(tree, e.task, at);
    }
    node.items = std::move(e.sources);
    node.item_gaps = missing_items(tree, node, e.count);
    // Without gaps in front the items are simply counted up; the list is kept for reruns only.
    if (node.item_gaps.size() == static_cast<std::size_t>(e.count)) {
        node.item_gaps.clear();
        node.next_index = 0;
    } else {
        std::ranges::reverse(node.item_gaps);  // taken from the back
        node.next_index = e.count;
    }
}

void TaskApplier::operator()(TaskFinished& e) {
    TaskChange change(tree, e.task, at);
    change.row.state = e.state;
    change.row.state_info = std::move(e.info);
    change.row.finished_at = at;
    change.row.force_failed = e.forced;
    change.row.settled = e.forced;
    change.row.wake_at.reset();
    change.row.wake_reason = WakeReason::none;
    change.row.timeout_at.reset();
    change.node.items.clear();
    change.node.outbound_known = false;
    // Nothing follows, so no join behind it will be triggered.
    if (e.forced) settle_edges_of(tree, e.task);
}

void TaskApplier::operator()(TaskPublished& e) {
    TaskChange change(tree, e.task, at);
    tree.value_bytes += e.branch.memory_bytes();
    change.row.published = std::move(e.branch);
    change.row.published_global = std::move(e.global);
    change.node.outbound_known = false;
}

void TaskApplier::operator()(TaskSettled& e) {
    TaskChange change(tree, e.task, at);
    change.row.settled = true;
}

void TaskApplier::operator()(TaskProcessed& e) {
    TaskChange change(tree, e.task, at);
    change.row.next_tasks = std::move(e.next_tasks);
    change.row.error_handled = e.error_handled;
    change.row.processed = true;
    change.row.settled = true;
    settle_edges_of(tree, e.task);
}

void TaskApplier::operator()(TaskRetried& e) {
    TaskChange change(tree, e.task, at);
    change.row.retry_no = e.retry_no;
    change.row.waited_after = false;
    change.row.items_count = -1;
    void_results(tree, change.node, false, at);
}

void TaskApplier::operator()(TaskRerun& e) {
    TaskChange change(tree, e.task, at);
    TaskExecutionRow& row = change.row;
    const bool is_join =
        tree.workflows[change.node.workflow].program->tasks[change.node.number].join.kind !=
        JoinSpec::Kind::none;
    void_results(tree, change.node, e.failed_only, at);
    row.state = is_join ? State::waiting : State::idle;
    row.state_info.reset();
    row.started_at = at;
    row.finished_at.reset();
    row.rerun_failed_only = e.failed_only;
    row.settled = row.processed = row.force_failed = row.error_handled = false;
    row.waited_before = row.waited_after = row.paused_before = false;
    row.retry_no = -1;
    row.items_count = -1;
    row.context_count = 0;
    change.node.arrived.clear();
    leave_joins(tree, change.node);
    row.wake_at.reset();
    row.wake_reason = WakeReason::none;
    row.timeout_at.reset();
    change.node.items.clear();
    open_edges_of(tree, e.task);
}

void TaskApplier::operator()(TaskReopened& e) {
    TaskChange change(tree, e.task, at);
    TaskExecutionRow& row = change.row;
    row.state = State::running;
    row.state_info.reset();
    row.finished_at.reset();
    row.settled = row.processed = row.force_failed = row.error_handled = false;
    leave_joins(tree, change.node);
    open_edges_of(tree, e.task);
}

void TaskApplier::operator()(TaskSkipped& e) {
    TaskChange change(tree, e.task, at);
    change.row.state = State::skipped;
    change.row.state_info = "Task was skipped.";
    change.row.finished_at = at;
    change.row.settled = change.row.processed = change.row.force_failed = false;
    leave_joins(tree, change.node);
    open_edges_of(tree, e.task);
}

}  // namespace wf::engine
