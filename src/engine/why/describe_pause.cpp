// Pauses in words: who asked for them and what ends them.
#include "engine/why/describe_waiting.hpp"

#include <fmt/format.h>

namespace wf::engine {
namespace {

std::string resume_hint(const WorkflowExecutionRow& row) {
    return fmt::format("; `mistral execution-update {} --state RUNNING` resumes it", shown_id(row));
}

/// The name of the task, and its ids as facts: for entries that are about the workflow.
const TaskNode& task_facts(const Tree& tree, const Cause& cause, Entry& entry) {
    const TaskNode& node = tree.tasks[cause.on.index];
    if (cause.task == no_ix) {
        entry.facts.set("by_task", node.row.name);
        entry.facts.set("by_task_execution_id", to_text(node.row.id));
    }
    return node;
}

std::string message_of(const WorkflowExecutionRow& row) {
    return row.state_info ? ": " + cut_text(*row.state_info) : std::string{};
}

}  // namespace

void describe_pause_before(const Tree& tree, const Cause& cause, Entry& entry) {
    const TaskNode& node = task_facts(tree, cause, entry);
    const WorkflowExecutionRow& owner = tree.workflows[node.workflow].row;
    if (cause.task == no_ix) {
        entry.text = fmt::format(
            "is paused by the pause-before policy of task '{}'{}", node.row.name, resume_hint(owner)
        );
    } else {
        entry.text = "is held before its start by its pause-before policy; it starts when the "
                     "workflow is resumed";
    }
}

void describe_pause_command(const Tree& tree, const Cause& cause, Entry& entry) {
    const TaskNode& node = task_facts(tree, cause, entry);
    const WorkflowExecutionRow& owner = tree.workflows[node.workflow].row;
    entry.text = fmt::format(
        "is paused by the command `pause` of task '{}'{}{}",
        node.row.name,
        message_of(owner),
        resume_hint(owner)
    );
}

void describe_pause_request(const Tree& tree, const Cause& cause, Entry& entry) {
    const WorkflowExecutionRow& row = tree.workflows[cause.on.index].row;
    entry.facts.set("workflow", row.workflow_name);
    entry.facts.set("workflow_execution_id", shown_id(row));
    const std::string message = message_of(row);
    entry.text = fmt::format(
        "is paused by a request{}{}",
        message.empty() ? " without a reason" : message,
        resume_hint(row)
    );
}

}  // namespace wf::engine
