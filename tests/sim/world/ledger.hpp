// Watches what is committed: final states never change but by a rerun, nothing is run twice for the
// same purpose, and what was answered is there.
#pragma once
#include "ports/storage.hpp"
#include "world/journal.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace wf::sim {

class Ledger {
public:
    /// `joins`: names of the tasks that are joins.
    Ledger(Journal& journal, const std::set<std::string>& joins)
        : journal_(journal), joins_(joins) {}

    /// A commit that the database has taken.
    void committed(const ChangeSet& changes);

    /// A rerun or a skip was asked for in this tree: what was final may move again.
    void allow_rerun(const Id& root) { rerun_.insert(root); }

    bool may_rerun(const Id& root) const { return rerun_.contains(root); }

    bool is_final(const Id& id) const { return finals_.contains(id); }

    std::size_t commits() const { return commits_; }

private:
    struct Final {
        State state;
        Value result;
    };

    struct Purpose {
        Id task;
        std::uint32_t attempt;
        std::uint32_t index;

        friend bool operator==(const Purpose&, const Purpose&) = default;
    };

    struct PurposeHash {
        std::size_t operator()(const Purpose& p) const noexcept {
            return std::hash<Id>{}(p.task) * 31 + p.attempt * 1009 + p.index;
        }
    };

    void check_workflow(const WorkflowExecutionRow& row);
    void check_task(const TaskExecutionRow& row);
    void check_action(const ActionExecutionRow& row);
    void check_purpose(const Id& task, std::uint32_t attempt, std::uint32_t index, const Id& id);

    Journal& journal_;
    const std::set<std::string>& joins_;
    std::size_t commits_ = 0;
    std::unordered_map<Id, Final> finals_;
    std::unordered_map<Purpose, Id, PurposeHash> purposes_;
    std::unordered_set<Id> rerun_;
};

}  // namespace wf::sim
