#include "engine/apply/link.hpp"

#include "engine/apply/marks.hpp"
#include "engine/apply/tally.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

/// Rough weight of a node beyond its values: the structs, strings and index entries.
constexpr std::size_t node_bytes = 1024;

void note_index(TaskNode& task, std::uint32_t index) {
    task.next_index = std::max(task.next_index, static_cast<std::int64_t>(index) + 1);
    if (!task.item_gaps.empty() && task.item_gaps.back() == index) task.item_gaps.pop_back();
}

}  // namespace

WorkflowIx link_workflow(
    Tree& tree, WorkflowExecutionRow row, ProgramPtr program, TaskIx parent_task
) {
    const auto ix = static_cast<WorkflowIx>(tree.workflows.size());
    WorkflowNode& node = tree.workflows.emplace_back();
    node.row = std::move(row);
    node.latest.assign(program->tasks.size(), no_ix);
    node.open_by_number.assign(program->tasks.size(), 0);
    node.program = std::move(program);
    node.parent_task = parent_task;
    number(tree, node.row.id, {NodeKind::workflow, ix});
    if (is_incomplete(node.row.state)) tree.open_workflows.insert(ix);
    tree.value_bytes += node_bytes + node.row.input.memory_bytes();
    if (parent_task == no_ix) return ix;
    TaskNode& parent = tree.tasks[parent_task];
    parent.children.push_back(ix);
    parent.result_memo.reset();
    add(parent, tally_of(parent, node.row));
    if (node.row.attempt == parent.row.attempt) note_index(parent, node.row.index);
    return ix;
}

TaskIx link_task(Tree& tree, TaskExecutionRow row, WorkflowIx workflow, TaskNo number_in_program) {
    const auto ix = static_cast<TaskIx>(tree.tasks.size());
    TaskNode& node = tree.tasks.emplace_back();
    node.row = std::move(row);
    node.workflow = workflow;
    node.number = number_in_program;
    number(tree, node.row.id, {NodeKind::task, ix});
    WorkflowNode& owner = tree.workflows[workflow];
    owner.tasks.push_back(ix);
    owner.latest[number_in_program] = ix;
    add(owner, tree, ix, tally_of(node.row));
    tree.value_bytes += node_bytes + node.row.published.memory_bytes();
    return ix;
}

ActionIx link_action(Tree& tree, ActionExecutionRow row, TaskIx task) {
    const auto ix = static_cast<ActionIx>(tree.actions.size());
    ActionNode& node = tree.actions.emplace_back();
    node.row = std::move(row);
    node.task = task;
    number(tree, node.row.id, {NodeKind::action, ix});
    if (is_incomplete(node.row.state)) ++tree.actions_in_flight;
    tree.value_bytes += node_bytes + node.row.input.memory_bytes() + node.row.result.memory_bytes();
    if (task == no_ix) return ix;
    TaskNode& owner = tree.tasks[task];
    owner.actions.push_back(ix);
    owner.result_memo.reset();
    add(owner, tally_of(owner, node.row));
    if (node.row.attempt == owner.row.attempt) note_index(owner, node.row.index);
    return ix;
}

}  // namespace wf::engine
