// After the faults: everything has finished, and as it should have.
#include "engine/runner.hpp"
#include "world/node.hpp"
#include "world/snapshot.hpp"

#include <algorithm>

namespace wf::sim {

/// A start may have been carried out although its answer was lost.
void World::find_roots() {
    for (Instance& instance : instances_) {
        if (!instance.root.is_nil() || instance.alias.empty()) continue;
        const auto root = disk_->find_alias(instance.alias);
        if (root && *root) instance.root = **root;
    }
}

bool World::is_deleted(const Id& root) const {
    return deleted_roots_.contains(root_of(root));
}

void World::judge() {
    find_roots();
    if (!deliveries_.empty()) {
        const Delivery& first = deliveries_.begin()->second;
        return journal_.violation(
            "a command was never answered (letter " + std::to_string(first.letter) + ")"
        );
    }
    const auto unfinished = disk_->unfinished_roots({}, 10);
    if (unfinished && !unfinished->empty()) {
        return journal_.violation(
            "nothing happens any more, but this is not finished: " + to_text(unfinished->front()) +
            "\n" + snapshot(*disk_, unfinished->front())
        );
    }
    for (std::size_t i = 0; i < instances_.size(); ++i) judge_instance(i);
    outbox_.judge(*disk_);
    const auto rows = rows_of(instances_.front());
    if (!rows) return;
    outcomes_.result = snapshot(*disk_, instances_.front().root);
    outcomes_.cut_off = std::ranges::any_of(rows->tasks, &TaskExecutionRow::force_failed);
}

void World::judge_instance(std::size_t number) {
    const Instance& instance = instances_[number];
    if (instance.deleted) return;
    if (instance.root.is_nil()) {
        if (!instance.refused && !instance.alias.empty())
            journal_.violation("an execution was never started");
        return;
    }
    const auto row = disk_->get_workflow_execution(instance.root);
    if (!row || !*row) return journal_.violation("an execution is gone");
    if (!is_completed((*row)->state)) {
        return journal_.violation(
            "an execution has not ended: " + std::string{name_of((*row)->state)}
        );
    }
    const bool comparable = options_.with_faults && prepared_.scenario.is_determined &&
                            !prepared_.is_cut_off && !instance.changed && !lost_answers_;
    if (!comparable) return;
    outcomes_.compared = true;
    const std::string result = snapshot(*disk_, instance.root);
    if (result == prepared_.expected) return;
    journal_.violation(
        "the result differs from the undisturbed run\n--- expected\n" + prepared_.expected +
        "--- got\n" + result
    );
}

}  // namespace wf::sim
