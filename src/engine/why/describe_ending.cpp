#include "engine/why/describe_ending.hpp"

#include "engine/result.hpp"
#include "engine/why/endings.hpp"

#include <fmt/format.h>

namespace wf::engine {
namespace {

std::string message_of(const std::optional<std::string>& info) {
    return info ? ": " + cut_text(*info) : std::string{};
}

/// "item 3 of action x": which of several executions.
std::string item_note(std::uint32_t index, const Tree& tree, TaskIx task) {
    if (task == no_ix) return {};
    const TaskNode& node = tree.tasks[task];
    const bool with_items =
        !tree.workflows[node.workflow].program->tasks[node.number].with_items.empty();
    return with_items ? fmt::format(" for item {}", index) : std::string{};
}

void action_facts(const ActionNode& node, Entry& entry) {
    entry.facts.set("action", node.row.name);
    entry.facts.set("action_execution_id", to_text(node.row.id));
}

}  // namespace

void describe_task_ending(const Tree& tree, const Cause& cause, Entry& entry) {
    const TaskNode& node = tree.tasks[cause.on.index];
    const bool failed = cause.kind == CauseKind::task_failed;
    entry.below = endings_of_task(tree, cause.on.index);
    entry.text = failed ? "failed" : "was cancelled";
    if (node.row.retry_no > 0) {
        entry.facts.set("attempts", node.row.retry_no + 1);
        entry.text += fmt::format(" after {} attempts", node.row.retry_no + 1);
    }
    const std::size_t below = entry.below.shown.size() + entry.below.more;
    if (below > 1) entry.text += fmt::format(", {} of its executions did", below);
    // An error of the engine's own, as an expression that fails, is not told by any execution.
    if (below == 0 || node.row.force_failed) {
        entry.below = {};
        entry.text += message_of(node.row.state_info);
    }
}

void describe_action_failed(const Tree& tree, const Cause& cause, Entry& entry) {
    const ActionNode& node = tree.actions[cause.on.index];
    action_facts(node, entry);
    const std::string error = cut_text(info_of_result(node.row.result).value_or(""));
    entry.facts.set("error", error);
    entry.text = fmt::format(
        "action {} failed{}{}",
        node.row.name,
        item_note(node.row.index, tree, node.task),
        error.empty() ? " without a message" : ": " + error
    );
}

void describe_action_cancelled(const Tree& tree, const Cause& cause, Entry& entry) {
    const ActionNode& node = tree.actions[cause.on.index];
    action_facts(node, entry);
    entry.text = fmt::format(
        "action {} was cancelled{}", node.row.name, item_note(node.row.index, tree, node.task)
    );
}

void describe_workflow_ending(const Tree& tree, const Cause& cause, Entry& entry) {
    const WorkflowNode& node = tree.workflows[cause.on.index];
    entry.facts.set("workflow", node.row.workflow_name);
    entry.facts.set("workflow_execution_id", shown_id(node.row));
    entry.text = fmt::format(
        "sub-workflow {} ended in {}{}",
        node.row.workflow_name,
        name_of(node.row.state),
        item_note(node.row.index, tree, node.parent_task)
    );
    entry.inside = cause.on.index;
}

void describe_command(const Tree& tree, const Cause& cause, Entry& entry) {
    const TaskNode& node = tree.tasks[cause.on.index];
    const bool is_fail = cause.kind == CauseKind::fail_command;
    entry.facts.set("by_task", node.row.name);
    entry.facts.set("by_task_execution_id", to_text(node.row.id));
    entry.text = fmt::format(
        "was ended by the command `{}` of task '{}'{}",
        is_fail ? "fail" : "succeed",
        node.row.name,
        message_of(tree.workflows[node.workflow].row.state_info)
    );
    entry.below = endings_of_task(tree, cause.on.index);
}

void describe_output(const Tree& tree, const Cause& cause, Entry& entry) {
    const WorkflowExecutionRow& row = tree.workflows[cause.on.index].row;
    entry.text = "could not make its output" + message_of(row.state_info);
}

void describe_request(const Tree& tree, const Cause& cause, Entry& entry) {
    const WorkflowExecutionRow& row = tree.workflows[cause.on.index].row;
    const std::string message = message_of(row.state_info);
    entry.text = fmt::format(
        "was set to {} by a request{}",
        name_of(row.state),
        message.empty() ? " without a reason" : message
    );
}

}  // namespace wf::engine
