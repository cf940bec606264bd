// What one handler reads and what it writes to. A handler never touches the tree: it emits events,
// which apply() writes afterwards, follow-up commands and effects.
#pragma once
#include "base/assert.hpp"
#include "engine/env.hpp"
#include "engine/follow_up.hpp"
#include "model/effect.hpp"
#include "model/event.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace wf::engine {

/// Outcome of one step.
struct Decisions {
    std::vector<EventBody> events;
    std::vector<FollowUp> first;  ///< belongs to this step: done at once, stored in the same commit
    std::vector<FollowUp> follow_ups;  ///< to be done after what waits already
    std::vector<Effect> effects;
    std::optional<Error> rejection;  ///< the command does not fit; nothing has changed
    NodeRef answer_about;            ///< external commands: whose row is the answer
    // Numbers given out by this step for nodes that its events will create.
    std::uint32_t new_nodes = 0, new_workflows = 0, new_tasks = 0, new_actions = 0;

    void clear() {
        events.clear();
        first.clear();
        follow_ups.clear();
        effects.clear();
        rejection.reset();
        answer_about = {};
        new_nodes = new_workflows = new_tasks = new_actions = 0;
    }
};

class Step {
public:
    Step(const Tree& the_tree, const Env& the_env, Decisions& out)
        : tree(the_tree), env(the_env), out_(out) {}

    const Tree& tree;
    const Env& env;

    void emit(EventBody event) { out_.events.push_back(std::move(event)); }

    void then(FollowUp next) { out_.follow_ups.push_back(std::move(next)); }

    void then_first(FollowUp next) { out_.first.push_back(std::move(next)); }

    void request(Effect effect) { out_.effects.push_back(std::move(effect)); }

    void reject(Error why) { out_.rejection = std::move(why); }

    void answer_with(NodeKind kind, std::uint32_t index) { out_.answer_about = {kind, index}; }

    bool rejected() const { return out_.rejection.has_value(); }

    const WorkflowNode& workflow(WorkflowIx ix) const { return tree.workflows[ix]; }

    const TaskNode& task(TaskIx ix) const { return tree.tasks[ix]; }

    const ActionNode& action(ActionIx ix) const { return tree.actions[ix]; }

    const WorkflowNode& workflow_of(const TaskNode& node) const {
        return tree.workflows[node.workflow];
    }

    const TaskSpec& spec_of(const TaskNode& node) const {
        return workflow_of(node).program->tasks[node.number];
    }

    /// Ids and positions of nodes to be created; the events must be emitted in this order.
    Id new_id() { return child_id(tree.root, tree.next_seq() + out_.new_nodes++); }

    WorkflowIx new_workflow_ix() { return index_after(tree.workflows.size(), out_.new_workflows); }

    TaskIx new_task_ix() { return index_after(tree.tasks.size(), out_.new_tasks); }

    ActionIx new_action_ix() { return index_after(tree.actions.size(), out_.new_actions); }

private:
    static std::uint32_t index_after(std::size_t existing, std::uint32_t& given) {
        return static_cast<std::uint32_t>(existing) + given++;
    }

    Decisions& out_;
};

}  // namespace wf::engine
