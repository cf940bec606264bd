// Commands that delete: a whole tree, a part of one, or a stand-alone action.
#include "runtime/change_collector.hpp"
#include "runtime/target.hpp"
#include "runtime/worker.hpp"

#include <algorithm>

namespace wf {
namespace {

Error forbidden(std::string text) {
    return Error{ErrorCode::forbidden, std::move(text), {}, {}};
}

/// Ids of everything below a workflow execution, itself included.
void collect_below(const Tree& tree, WorkflowIx workflow, std::vector<Id>& out) {
    const WorkflowNode& node = tree.workflows[workflow];
    out.push_back(node.row.id);
    for (const TaskIx task_ix : node.tasks) {
        const TaskNode& task = tree.tasks[task_ix];
        out.push_back(task.row.id);
        for (const ActionIx action : task.actions) out.push_back(tree.actions[action].row.id);
        for (const WorkflowIx child : task.children) collect_below(tree, child, out);
    }
}

}  // namespace

/// A whole tree that is not in memory because nothing is left to do in it is deleted by what its
/// root's row says; so expiry does not read what it throws away. False: another case.
bool Worker::delete_unloaded(Envelope& envelope, const DeleteWorkflow& command) {
    if (command.workflow_execution_id != envelope.root || trees_.contains(envelope.root) ||
        is_being_deleted(envelope.root))
        return false;
    const auto row = storage_.get_workflow_execution(envelope.root);
    if (!row || !*row || (*row)->active || !is_completed((*row)->state)) return false;
    deleted_trees_.push_back(envelope.root);
    reply_later(envelope, Reply{});
    return true;
}

void Worker::carry_out_delete(Envelope& envelope, const DeleteWorkflow& command) {
    Resident& resident = trees_.at(envelope.root);
    const Tree& tree = resident.runner.tree();
    const NodeRef ref = tree.find(command.workflow_execution_id);
    if (ref.kind != NodeKind::workflow) {
        return reply_later(
            envelope,
            fail(
                ErrorCode::not_found, missing_text(envelope.command, command.workflow_execution_id)
            )
        );
    }
    const WorkflowExecutionRow& row = tree.workflows[ref.index].row;
    if (!is_completed(row.state) && !command.force) {
        return reply_later(
            envelope,
            tl::unexpected(forbidden(
                "Only completed executions can be deleted. Use --force to override this. "
                "Execution " +
                (row.alias.empty() ? to_text(row.id) : row.alias) + " is in " +
                std::string{name_of(row.state)} + " state"
            ))
        );
    }
    if (!row.is_root() && (dirty_rows(tree) > 0 || resident.runner.has_work())) {
        return postpone(envelope);  // first let the tree's own changes reach the disk
    }
    if (row.is_root()) {
        deleted_trees_.push_back(envelope.root);
        if (tree.is_active() || resident.runner.has_work())
            deleted_living_.push_back(envelope.root);
    } else {
        collect_below(tree, ref.index, deleted_rows_);
    }
    reply_later(envelope, Reply{});
    std::ranges::move(resident.runner.notices(), std::back_inserter(last_notices_));
    // The tree in memory is out of date now; a living rest is loaded again when it is needed.
    aliases_.erase(alias_of(resident));
    std::erase(ready_, envelope.root);
    std::erase(touched_, envelope.root);
    const bool rest_lives = !row.is_root() && tree.is_active();
    trees_.erase(envelope.root);
    if (!rest_lives) return;
    Envelope again{RecoverTree{envelope.root}, envelope.root, {}, 0, 0};
    mailbox_.post(again, true);
}

void Worker::carry_out_delete(Envelope& envelope, const DeleteAction& command) {
    Resident& resident = trees_.at(envelope.root);
    const NodeRef ref = resident.runner.tree().find(command.action_execution_id);
    const ActionNode* action =
        ref.kind == NodeKind::action ? &resident.runner.tree().actions[ref.index] : nullptr;
    if (action == nullptr) {
        return reply_later(
            envelope,
            fail(ErrorCode::not_found, missing_text(envelope.command, command.action_execution_id))
        );
    }
    if (action->task != no_ix) {
        return reply_later(
            envelope, tl::unexpected(forbidden("Only ad-hoc action execution can be deleted."))
        );
    }
    if (!is_completed(action->row.state)) {
        return reply_later(
            envelope, tl::unexpected(forbidden("Only completed action execution can be deleted."))
        );
    }
    deleted_trees_.push_back(envelope.root);
    reply_later(envelope, Reply{});
    std::erase(touched_, envelope.root);
    std::erase(ready_, envelope.root);
    trees_.erase(envelope.root);
}

/// What a turn deletes is on the disk until it commits, and must not be loaded from there again.
bool Worker::is_being_deleted(const Id& root) const {
    const auto of_root = [&](const Id& id) { return root_of(id) == root; };
    return std::ranges::any_of(deleted_trees_, of_root) ||
           std::ranges::any_of(deleted_rows_, of_root);
}

}  // namespace wf
