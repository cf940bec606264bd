// Marking rows for the next commit, and the places that know a node's number. Used by the appliers
// and by rebuild().
#pragma once
#include "model/tree.hpp"

namespace wf::engine {

inline void mark_workflow(Tree& tree, WorkflowIx ix, Instant at) {
    WorkflowNode& node = tree.workflows[ix];
    node.row.updated_at = at;
    if (node.dirt != Dirt::clean) return;
    node.dirt = Dirt::updated;
    tree.dirty_workflows.push_back(ix);
}

inline void mark_task(Tree& tree, TaskIx ix, Instant at) {
    TaskNode& node = tree.tasks[ix];
    node.row.updated_at = at;
    if (node.dirt != Dirt::clean) return;
    node.dirt = Dirt::updated;
    tree.dirty_tasks.push_back(ix);
}

inline void mark_action(Tree& tree, ActionIx ix, Instant at) {
    ActionNode& node = tree.actions[ix];
    node.row.updated_at = at;
    if (node.dirt != Dirt::clean || node.transient) return;
    node.dirt = Dirt::updated;
    tree.dirty_actions.push_back(ix);
}

/// Records that the node with this id is at `ref`; ids count up, gaps are allowed after a reload.
inline void number(Tree& tree, const Id& id, NodeRef ref) {
    const std::uint32_t seq = seq_of(id);
    if (seq >= tree.by_seq.size()) tree.by_seq.resize(seq + 1);
    tree.by_seq[seq] = ref;
}

}  // namespace wf::engine
