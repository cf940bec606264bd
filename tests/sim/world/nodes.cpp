// Engine processes: they start, take turns, die and lose their shards.
#include "engine/runner.hpp"
#include "executor/registry.hpp"
#include "world/audit.hpp"
#include "world/node.hpp"
#include "world/snapshot.hpp"

#include <algorithm>

namespace wf::sim {
namespace {

constexpr unsigned audit_percent = 15;  // of the turns: an audit costs more than a turn

}  // namespace

/// The one that claimed the shards last.
World::Node* World::owner() {
    return nodes_.empty() || !nodes_.back()->runtime ? nullptr : nodes_.back().get();
}

/// It takes some time, as that of a process does: only a few bits of new ids tell apart two nodes
/// that make them within the same millisecond.
void World::start_node() {
    ++now_ms_;
    auto node = std::make_unique<Node>(*this);
    const RuntimeDependencies deps{
        node->storage,
        node->dispatcher,
        node->clock,
        *log_,
        standard_action_signatures(),
        &node->random};
    auto started = Runtime::start(runtime_options_, deps);
    if (!started) {
        journal_.note([&] { return "a node does not start: " + started.error().message; });
        return;
    }
    node->runtime = *std::move(started);
    nodes_.push_back(std::move(node));
    journal_.note([&] { return "node " + std::to_string(nodes_.size() - 1) + " starts"; });
}

bool World::can_turn(const Node& node) {
    if (!node.runtime) return false;
    if (node.runtime->has_work()) return true;
    if (must_check_leases() && now_ms_ >= next_lease_check_ms_) return true;
    const auto timer = node.runtime->next_timer();
    return timer && timer->ms <= now_ms_ + clock_offset_ms_;
}

void World::turn(std::size_t number) {
    Node& node = *nodes_[number];
    journal_.note([&] { return "turn of node " + std::to_string(number); });
    if (now_ms_ >= next_lease_check_ms_)
        next_lease_check_ms_ = now_ms_ + lease_check_interval.count();
    try {
        node.runtime->turn();
    } catch (const NodeDied&) {
        kill(number, "dies in a commit");
        return;
    }
    if (options_.bug != Bug::none) plant(node);
    if (&node == owner()) after_turn(node);
}

/// The invariants that hold between any two turns.
void World::after_turn(Node& node) {
    const bool with_audit = dice_.chance(audit_percent);
    node.runtime->visit_trees([&](const Tree& tree, bool has_work) {
        if (has_work || journal_.has_violation()) return;
        if (const auto stuck = engine::find_stuck(tree))
            journal_.violation("stuck: " + *stuck + "\n" + snapshot(*disk_, tree.root));
        const bool is_stored = tree.actions.empty() || !tree.actions.front().transient;
        if (!with_audit || weather_.outage || !is_stored) return;
        if (const auto what = audit(tree, *disk_, prepared_.source()))
            journal_.violation("memory is not what is stored: " + *what);
    });
}

void World::kill(std::size_t number, std::string_view why) {
    Node& node = *nodes_[number];
    if (!node.runtime) return;
    journal_.note([&] { return "node " + std::to_string(number) + ": " + std::string{why}; });
    ++outcomes_.crashes;
    const bool was_owner = &node == owner();
    node.runtime.reset();
    // Whoever has asked it gets no answer and asks again.
    std::vector<std::size_t> unanswered;
    for (const auto& [delivery, what] : deliveries_) {
        if (what.node == number) unanswered.push_back(delivery);
    }
    std::ranges::sort(unanswered);
    for (const std::size_t delivery : unanswered) {
        const std::size_t letter = deliveries_.at(delivery).letter;
        deliveries_.erase(delivery);
        if (letters_[letter].sender != Sender::person) send(letter, Millis{1000});
    }
    if (was_owner && executors_die_with_node_) lose_all_executors();
}

/// A second node claims everything; the first one goes on without knowing.
void World::take_over() {
    if (weather_.outage) return;
    journal_.note([] { return "another node takes over"; });
    start_node();
}

/// Damage that the engine's state cannot have by itself.
void World::plant(Node& node) {
    if (weather_.bug_struck) return;
    node.runtime->visit_trees([&](const Tree& seen, bool has_work) {
        if (weather_.bug_struck || has_work) return;
        auto& tree = const_cast<Tree&>(seen);  // NOLINT: planting a bug is what this is for
        if (options_.bug == Bug::double_join) {
            for (WorkflowNode& workflow : tree.workflows) {
                for (auto& [task, join] : workflow.joins) {
                    if (join.triggered == 0 || weather_.bug_struck) continue;
                    ++join.triggered;
                    weather_.bug_struck = true;
                }
            }
        } else if (options_.bug == Bug::miscount_actions) {
            for (TaskNode& task : tree.tasks) {
                if (task.in_flight < 2 || weather_.bug_struck) continue;
                --task.in_flight;
                weather_.bug_struck = true;
            }
        } else if (options_.bug == Bug::change_final_state) {
            for (ActionIx ix = 0; ix < tree.actions.size(); ++ix) {
                ActionNode& action = tree.actions[ix];
                if (!is_completed(action.row.state) || weather_.bug_struck) continue;
                action.row.result = "changed";
                action.dirt = Dirt::updated;
                tree.dirty_actions.push_back(ix);
                weather_.bug_struck = true;
            }
        }
    });
}

}  // namespace wf::sim
