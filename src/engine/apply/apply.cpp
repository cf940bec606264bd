// Appliers: one overload per event, nothing but assignments and counters.
#include "engine/apply/apply.hpp"

#include "base/assert.hpp"
#include "engine/apply/link.hpp"
#include "engine/apply/marks.hpp"
#include "engine/apply/tally.hpp"
#include "engine/apply/task_applier.hpp"

namespace wf::engine {
namespace {

struct Applier : TaskApplier {
    using TaskApplier::operator();

    // --- workflow executions ---------------------------------------------------------------------

    void operator()(WorkflowCreated& e) {
        const WorkflowIx ix =
            link_workflow(tree, std::move(e.row), std::move(e.program), e.parent_task);
        WorkflowNode& node = tree.workflows[ix];
        node.row.created_at = at;
        node.dirt = Dirt::inserted;
        tree.dirty_workflows.push_back(ix);
    }

    /// Changes the state of a workflow with the counters of its parent task.
    void set_state(WorkflowIx ix, State state) {
        WorkflowNode& node = tree.workflows[ix];
        TaskNode* parent = node.parent_task == no_ix ? nullptr : &tree.tasks[node.parent_task];
        if (parent != nullptr) {
            subtract(*parent, tally_of(*parent, node.row));
            parent->result_memo.reset();
        }
        node.row.state = state;
        if (is_incomplete(state)) {
            tree.open_workflows.insert(ix);
        } else {
            tree.open_workflows.erase(ix);
        }
        node.row.accepted =
            is_completed(state) && (parent == nullptr || node.row.attempt == parent->row.attempt);
        if (parent != nullptr) add(*parent, tally_of(*parent, node.row));
        mark_workflow(tree, ix, at);
    }

    void operator()(WorkflowStateChanged& e) {
        set_state(e.workflow, e.state);
        tree.workflows[e.workflow].row.state_info = std::move(e.info);
    }

    void operator()(WorkflowFinished& e) {
        set_state(e.workflow, e.state);
        WorkflowExecutionRow& row = tree.workflows[e.workflow].row;
        row.state_info = std::move(e.info);
        row.output = std::move(e.output);
    }

    void operator()(GlobalsPublished& e) {
        WorkflowNode& node = tree.workflows[e.workflow];
        node.row.context = merge_recursive(node.row.context, e.globals);
        node.scope_base = {};
        mark_workflow(tree, e.workflow, at);
    }

    void operator()(WorkflowEdited& e) {
        WorkflowNode& node = tree.workflows[e.workflow];
        if (e.description) node.row.description = std::move(*e.description);
        if (e.params) {
            node.row.params = std::move(*e.params);
            for (WorkflowNode& each : tree.workflows)
                each.scope_base = {};  // all read the root's env
        }
        mark_workflow(tree, e.workflow, at);
    }

    void operator()(BacklogChanged& e) {
        tree.workflows[e.workflow].row.backlog = std::move(e.backlog);
        mark_workflow(tree, e.workflow, at);
    }

    // --- action executions -----------------------------------------------------------------------

    void operator()(ActionCreated& e) {
        const ActionIx ix = link_action(tree, std::move(e.row), e.task);
        ActionNode& node = tree.actions[ix];
        node.row.created_at = at;
        node.adhoc_chain = std::move(e.adhoc_chain);
        node.chain_known = true;
        node.transient = e.transient;
        node.answer_token = e.answer_token;
        if (is_completed(node.row.state)) node.row.updated_at = at;
        if (node.transient) return;
        node.dirt = Dirt::inserted;
        tree.dirty_actions.push_back(ix);
    }

    void set_state(ActionNode& node, ActionIx ix, State state) {
        TaskNode* task = node.task == no_ix ? nullptr : &tree.tasks[node.task];
        if (task != nullptr) {
            subtract(*task, tally_of(*task, node.row));
            task->result_memo.reset();
        }
        tree.actions_in_flight -= is_incomplete(node.row.state) ? 1U : 0U;
        node.row.state = state;
        tree.actions_in_flight += is_incomplete(node.row.state) ? 1U : 0U;
        const bool current = task == nullptr || (node.row.attempt == task->row.attempt &&
                                                 is_incomplete(task->row.state));
        node.row.accepted = is_completed(state) && current;
        if (task != nullptr) add(*task, tally_of(*task, node.row));
        mark_action(tree, ix, at);
    }

    void operator()(ActionFinished& e) {
        ActionNode& node = tree.actions[e.action];
        set_state(node, e.action, e.state);
        tree.value_bytes += e.result.memory_bytes();
        node.row.result = std::move(e.result);
        node.row.has_result = true;
    }

    void operator()(ActionStateChanged& e) { set_state(tree.actions[e.action], e.action, e.state); }

    void operator()(ActionWasStarted& e) {
        tree.actions[e.action].row.started = true;
        mark_action(tree, e.action, at);
    }

    void operator()(ResultDropped& e) {
        ActionNode& node = tree.actions[e.action];
        node.row.result = {};
        if (node.task != no_ix) tree.tasks[node.task].result_memo.reset();
        mark_action(tree, e.action, at);
    }
};

}  // namespace

void apply(Tree& tree, Event&& event) {
    Applier applier{{tree, event.at}};
    std::visit(applier, event.what);
}

void apply(Tree& tree, const Event& event) {
    apply(tree, Event{event});
}

}  // namespace wf::engine
