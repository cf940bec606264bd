// Execution rows in memory: group commits, trees, aliases. Not thread-safe; the storage locks.
#pragma once
#include "ports/storage.hpp"

#include <functional>
#include <map>

namespace wf::memory {

template <class Row>
using Rows = std::map<Id, Row>;

class Executions {
public:
    /// All or nothing. @errors conflict (id or alias taken), not_found (update of a missing row).
    Result<void> commit(const ChangeSet& changes);

    std::optional<StoredTree> load_tree(const Id& root) const;
    std::vector<Id> unfinished_roots(const Id& after, std::size_t limit) const;
    std::vector<Id> finished_roots(const FinishedRoots& which) const;
    std::optional<Id> find_alias(std::string_view alias) const;

    const Rows<WorkflowExecutionRow>& workflows() const { return workflows_; }

    const Rows<TaskExecutionRow>& tasks() const { return tasks_; }

    const Rows<ActionExecutionRow>& actions() const { return actions_; }

    /// Copies with the joined fields filled.
    WorkflowExecutionRow joined(const WorkflowExecutionRow& row) const { return row; }

    TaskExecutionRow joined(TaskExecutionRow row) const;
    ActionExecutionRow joined(ActionExecutionRow row) const;

private:
    Result<void> check(const ChangeSet& changes) const;
    Result<void> check_aliases(const ChangeSet& changes) const;
    void erase(const Id& first, const Id& last);

    Rows<WorkflowExecutionRow> workflows_;
    Rows<TaskExecutionRow> tasks_;
    Rows<ActionExecutionRow> actions_;
    std::map<std::string, Id, std::less<>> aliases_;
};

}  // namespace wf::memory
