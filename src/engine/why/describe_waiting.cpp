#include "engine/why/describe_waiting.hpp"

#include "engine/result.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::engine {
namespace {

const TaskSpec& spec_of(const Tree& tree, const TaskNode& node) {
    return tree.workflows[node.workflow].program->tasks[node.number];
}

std::string due_text(const Cause& cause) {
    return cause.due ? to_text(*cause.due) : std::string{"an unknown time"};
}

/// "2 of 4": the first run is attempt 1. The number of retries is known when it is a constant.
std::string attempt_text(const Tree& tree, const TaskNode& node, Entry& entry) {
    const int attempt = node.row.retry_no + 1;
    entry.facts.set("attempt", attempt);
    const auto& retry = spec_of(tree, node).policies.retry;
    const bool is_known =
        retry && retry->count.is_constant() && retry->count.source().kind() == Kind::integer;
    if (!is_known) return fmt::format("{}", attempt);
    const std::int64_t attempts = retry->count.source().as_int() + 1;
    entry.facts.set("attempts", attempts);
    return fmt::format("{} of {}", attempt, attempts);
}

/// " (attempt 2 of 4)" once a task is tried again.
std::string attempt_note(const Tree& tree, const Cause& cause, Entry& entry) {
    if (cause.task == no_ix || tree.tasks[cause.task].row.retry_no < 1) return {};
    return fmt::format(" (attempt {})", attempt_text(tree, tree.tasks[cause.task], entry));
}

/// How the attempt before this one has failed; empty if it did not.
std::string last_failure(const Tree& tree, const TaskNode& node) {
    if (!node.actions.empty()) {
        const ActionExecutionRow& row = tree.actions[node.actions.back()].row;
        if (row.state != State::error) return {};
        return cut_text(info_of_result(row.result).value_or(""));
    }
    if (node.children.empty()) return {};
    const WorkflowExecutionRow& row = tree.workflows[node.children.back()].row;
    return row.state == State::error ? cut_text(row.state_info.value_or("")) : std::string{};
}

/// " for item 3", of executions listed below their with-items task.
std::string item_note(const Cause& cause, std::uint32_t index, Entry& entry) {
    if (cause.task != no_ix) return {};
    entry.facts.set("item", static_cast<std::int64_t>(index));
    return fmt::format(" for item {}", index);
}

const ActionExecutionRow& action_facts(const Tree& tree, const Cause& cause, Entry& entry) {
    const ActionExecutionRow& row = tree.actions[cause.on.index].row;
    entry.facts.set("action", row.name);
    entry.facts.set("action_execution_id", to_text(row.id));
    if (!row.target.empty()) entry.facts.set("target", row.target);
    if (row.last_heartbeat) entry.facts.set("last_heartbeat", to_text(*row.last_heartbeat));
    return row;
}

}  // namespace

void describe_wait_before(const Tree& /*tree*/, const Cause& cause, Entry& entry) {
    entry.text = fmt::format("starts at {} (wait-before)", due_text(cause));
}

void describe_wait_after(const Tree& tree, const Cause& cause, Entry& entry) {
    const State end = tree.tasks[cause.on.index].row.state_after_wait;
    entry.facts.set("state_after", name_of(end));
    entry.text = fmt::format(
        "has its result and ends in {} at {} (wait-after)", name_of(end), due_text(cause)
    );
}

void describe_retry(const Tree& tree, const Cause& cause, Entry& entry) {
    const TaskNode& node = tree.tasks[cause.on.index];
    const std::string attempt = attempt_text(tree, node, entry);
    entry.text = fmt::format("is tried again at {} (attempt {})", due_text(cause), attempt);
    if (const std::string why = last_failure(tree, node); !why.empty()) {
        entry.facts.set("error", why);
        entry.text += fmt::format("; the last attempt failed: {}", why);
    }
}

void describe_timeout(const Tree& tree, const Cause& cause, Entry& entry) {
    const std::int64_t seconds = tree.tasks[cause.on.index].row.timeout_s;
    entry.facts.set("timeout", seconds);
    entry.text = fmt::format(
        "fails at {} if it has not ended by then (timeout of {} s)", due_text(cause), seconds
    );
}

void describe_action(const Tree& tree, const Cause& cause, Entry& entry) {
    const ActionExecutionRow& row = action_facts(tree, cause, entry);
    const std::string where = row.target.empty()
                                  ? "the executors"
                                  : fmt::format("the executors of target '{}'", row.target);
    entry.text = fmt::format(
        "waits for action {}{}, given to {} at {}",
        row.name,
        item_note(cause, row.index, entry),
        where,
        to_text(row.created_at)
    );
    entry.text += attempt_note(tree, cause, entry);
    if (row.last_heartbeat)
        entry.text += fmt::format("; last sign of life at {}", to_text(*row.last_heartbeat));
}

void describe_async_action(const Tree& tree, const Cause& cause, Entry& entry) {
    const ActionExecutionRow& row = action_facts(tree, cause, entry);
    const std::string id = to_text(row.id);
    entry.text = fmt::format(
        "waits for an answer from outside to action {}{}, asked for at {}",
        row.name,
        item_note(cause, row.index, entry),
        to_text(row.created_at)
    );
    entry.text += attempt_note(tree, cause, entry);
    entry.facts.set("answer_with", "PUT /v2/action_executions/" + id);
    // Of many items the ids are enough; how to answer is the same for all.
    entry.text += cause.task == no_ix
                      ? fmt::format(" ({})", id)
                      : fmt::format(
                            "; give it with `mistral action-execution-update {} --state SUCCESS "
                            "--output JSON`",
                            id
                        );
}

void describe_paused_action(const Tree& tree, const Cause& cause, Entry& entry) {
    const ActionExecutionRow& row = action_facts(tree, cause, entry);
    const std::string id = to_text(row.id);
    entry.facts.set("answer_with", "PUT /v2/action_executions/" + id);
    entry.text = fmt::format(
        "waits for action {}, which was set to PAUSED from outside; it goes on with `mistral "
        "action-execution-update {} --state RUNNING`",
        row.name,
        id
    );
}

void describe_sub_workflow(const Tree& tree, const Cause& cause, Entry& entry) {
    const WorkflowExecutionRow& row = tree.workflows[cause.on.index].row;
    entry.facts.set("workflow", row.workflow_name);
    entry.facts.set("workflow_execution_id", shown_id(row));
    entry.facts.set("workflow_state", name_of(row.state));
    entry.text = fmt::format(
        "waits for sub-workflow {}{} ({})",
        row.workflow_name,
        item_note(cause, row.index, entry),
        name_of(row.state)
    );
    entry.text += attempt_note(tree, cause, entry);
    entry.inside = cause.on.index;
}

void describe_items(const Tree& tree, const Cause& cause, Entry& entry) {
    const TaskNode& node = tree.tasks[cause.on.index];
    const std::int64_t ended = node.succeeded + node.failed + node.cancelled;
    const std::int64_t running = node.in_flight;
    const std::int64_t total = std::max<std::int64_t>(node.row.items_count, 0);
    const std::int64_t left = std::max<std::int64_t>(total - ended - running, 0);
    const std::int64_t failed = node.failed;
    entry.facts.set("items", total);
    entry.facts.set("items_done", ended);
    entry.facts.set("items_failed", failed);
    entry.facts.set("items_running", running);
    entry.facts.set("items_left", left);
    entry.facts.set("concurrency", node.row.concurrency);
    entry.text = fmt::format("has done {} of {} items", ended, total);
    if (failed > 0) entry.text += fmt::format(" ({} failed)", failed);
    entry.text += fmt::format(", {} run, {} are left", running, left);
    if (node.row.concurrency > 0)
        entry.text += fmt::format("; {} may run at once (concurrency)", node.row.concurrency);
    entry.text += attempt_note(tree, cause, entry);
    entry.below = executions_of(tree, cause.on.index);
    // The items are the task's; what runs needs no name of a task.
    for (Cause& each : entry.below.shown) each.task = no_ix;
}

void describe_held(const Tree& tree, const Cause& cause, Entry& entry) {
    entry.text = fmt::format(
        "has ended in {}; what follows begins when the workflow is resumed",
        name_of(tree.tasks[cause.on.index].row.state)
    );
}

void describe_queued(const Tree& /*tree*/, const Cause& /*cause*/, Entry& entry) {
    entry.text = "is being worked on: the engine is about to go on with it";
}

void describe_stuck(const Tree& /*tree*/, const Cause& /*cause*/, Entry& entry) {
    entry.text = "has nothing left that could move it on. This is a defect of the service, please "
                 "report it with this answer; a stop of the execution always works";
}

}  // namespace wf::engine
