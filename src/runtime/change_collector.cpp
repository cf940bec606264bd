#include "runtime/change_collector.hpp"

namespace wf {
namespace {

template <class Nodes, class Rows>
void split(
    const Nodes& nodes, const std::vector<std::uint32_t>& dirty, Rows& inserted, Rows& updated
) {
    for (const std::uint32_t ix : dirty) {
        const auto& node = nodes[ix];
        (node.dirt == Dirt::inserted ? inserted : updated).push_back(&node.row);
    }
}

template <class Nodes>
void clean(Nodes& nodes, std::vector<std::uint32_t>& dirty) {
    for (const std::uint32_t ix : dirty) nodes[ix].dirt = Dirt::clean;
    dirty.clear();
}

void keep_active_flag(Tree& tree, bool pending) {
    if (tree.workflows.empty()) return;
    WorkflowNode& root = tree.workflows.front();
    const bool active = pending || tree.is_active();
    if (root.row.active == active) return;
    root.row.active = active;
    if (root.dirt != Dirt::clean) return;
    root.dirt = Dirt::updated;
    tree.dirty_workflows.push_back(0);
}

}  // namespace

void collect(Tree& tree, bool pending, ChangeSet& changes) {
    keep_active_flag(tree, pending);
    split(
        tree.workflows, tree.dirty_workflows, changes.inserted_workflows, changes.updated_workflows
    );
    split(tree.tasks, tree.dirty_tasks, changes.inserted_tasks, changes.updated_tasks);
    split(tree.actions, tree.dirty_actions, changes.inserted_actions, changes.updated_actions);
}

void settle(Tree& tree) {
    clean(tree.workflows, tree.dirty_workflows);
    clean(tree.tasks, tree.dirty_tasks);
    clean(tree.actions, tree.dirty_actions);
}

std::size_t dirty_rows(const Tree& tree) {
    return tree.dirty_workflows.size() + tree.dirty_tasks.size() + tree.dirty_actions.size();
}

}  // namespace wf
