// The trees a worker has in memory: how they are loaded, kept while they have work, and let go.
#include "engine/rebuild.hpp"
#include "runtime/worker.hpp"

#include <algorithm>

namespace wf {

Worker::Resident* Worker::find_or_load(const Id& root, Error& why) {
    if (const auto it = trees_.find(root); it != trees_.end()) return &it->second;
    if (is_being_deleted(root)) {
        why = Error{ErrorCode::busy, "the execution is being deleted", {}, {}};
        return nullptr;
    }
    Result<Tree> tree = load(root);
    if (!tree) {
        why = std::move(tree).error();
        return nullptr;
    }
    Resident& resident = place(root, *std::move(tree));
    if (const std::string alias = alias_of(resident); !alias.empty()) aliases_[alias] = root;
    resident.runner.recover(env(), effects_);
    wait_again(root, resident);
    touch(root, resident);
    return &resident;
}

/// The tree as it is stored, not yet recovered and in nobody's hands.
Result<Tree> Worker::load(const Id& root) {
    WF_TRY(std::optional<StoredTree> stored, storage_.load_tree(root));
    if (!stored) return fail(ErrorCode::not_found, "there is no execution tree " + to_text(root));
    engine::TreeRows rows{
        root, std::move(stored->workflows), std::move(stored->tasks), std::move(stored->actions)};
    Result<Tree> tree = engine::rebuild(std::move(rows), [this](const WorkflowExecutionRow& row) {
        return definitions_.pinned_program(row);
    });
    if (!tree) log_.error("load_failed", {{"execution", root}, {"why", tree.error()}});
    return tree;
}

Worker::Resident& Worker::place(const Id& root, Tree tree) {
    tree.root = root;
    return trees_.insert_or_assign(root, Resident{engine::TreeRunner(std::move(tree))})
        .first->second;
}

void Worker::touch(const Id& root, Resident& resident) {
    resident.last_turn = turn_no_;
    if (!resident.is_touched) {
        resident.is_touched = true;
        touched_.push_back(root);
    }
    if (resident.runner.has_work() && !resident.is_ready) {
        resident.is_ready = true;
        ready_.push_back(root);
    }
}

void Worker::drop_finished_trees() {
    for (const Id& root : touched_) {
        const auto it = trees_.find(root);
        if (it == trees_.end()) continue;
        Resident& resident = it->second;
        resident.is_touched = false;
        const Tree& tree = resident.runner.tree();
        if (resident.runner.has_work()) {
            if (!resident.is_ready) ready_.push_back(root);
            resident.is_ready = true;
        } else if (!tree.is_active()) {
            awaited_runs_.erase(root);
            aliases_.erase(alias_of(resident));
            trees_.erase(it);
        }
    }
    touched_.clear();
}

void Worker::evict_idle_trees() {
    if (trees_.size() <= options_.resident_trees_max) return;
    std::vector<std::pair<std::uint64_t, Id>> by_age;
    by_age.reserve(trees_.size());
    for (const auto& [root, resident] : trees_) by_age.emplace_back(resident.last_turn, root);
    std::ranges::sort(by_age);
    // A tenth at a time, so that the search is not repeated in every turn.
    std::size_t surplus =
        trees_.size() - options_.resident_trees_max + options_.resident_trees_max / 10;
    for (const auto& [turn, root] : by_age) {
        if (surplus == 0) break;
        const auto it = trees_.find(root);
        if (!may_be_evicted(it->second)) continue;
        aliases_.erase(alias_of(it->second));
        trees_.erase(it);
        --surplus;
    }
}

/// Everything such a tree waits for comes from outside and loads it again: timers stay armed,
/// results of asynchronous actions arrive as commands. Actions that run in this process keep their
/// tree.
bool Worker::may_be_evicted(const Resident& resident) const {
    if (resident.is_ready || resident.runner.has_work()) return false;
    if (resident.runner.tree().actions_in_flight == 0) return true;
    return std::ranges::none_of(resident.runner.tree().actions, [&](const ActionNode& action) {
        return is_incomplete(action.row.state) && dispatched_.is_out(action.row.id);
    });
}

std::string Worker::alias_of(const Resident& resident) const {
    const Tree& tree = resident.runner.tree();
    return tree.workflows.empty() ? std::string{} : tree.workflows.front().row.alias;
}

void Worker::visit_trees(const TreeVisitor& visit) const {
    for (const auto& [root, resident] : trees_)
        visit(resident.runner.tree(), resident.runner.has_work());
}

}  // namespace wf
