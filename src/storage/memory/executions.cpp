#include "storage/memory/executions.hpp"

#include "storage/rows/messages.hpp"
#include "storage/rows/stored_columns.hpp"

#include <algorithm>
#include <set>

namespace wf::memory {
namespace {

template <class Row>
Result<void> check_rows(
    const Rows<Row>& stored,
    const std::vector<const Row*>& inserted,
    const std::vector<const Row*>& updated
) {
    std::set<Id> fresh;
    for (const Row* row : inserted) {
        if (stored.contains(row->id) || !fresh.insert(row->id).second)
            return fail(ErrorCode::conflict, duplicate_text(*row));
    }
    for (const Row* row : updated) {
        if (!stored.contains(row->id) && !fresh.contains(row->id))
            return tl::unexpected(missing_row(table_name<Row>, row->id));
    }
    return {};
}

/// Writes what a database would write: columns that do not change keep what was inserted.
template <class Row>
void write_rows(
    Rows<Row>& stored,
    const std::vector<const Row*>& inserted,
    const std::vector<const Row*>& updated
) {
    for (const Row* row : inserted) {
        Row& fresh = stored[row->id];
        visit_columns(RowType<Row>{}, [&](StoredColumn /*column*/, auto member) {
            fresh.*member = row->*member;
        });
    }
    for (const Row* row : updated) {
        Row& old = stored[row->id];
        visit_columns(RowType<Row>{}, [&](StoredColumn column, auto member) {
            if (column.changes) old.*member = row->*member;
        });
    }
}

template <class Row>
std::vector<Row> rows_between(const Rows<Row>& stored, const Id& first, const Id& last) {
    std::vector<Row> rows;
    const auto end = stored.upper_bound(last);
    for (auto at = stored.lower_bound(first); at != end; ++at) rows.push_back(at->second);
    return rows;
}

template <class Row>
void erase_between(Rows<Row>& stored, const Id& first, const Id& last) {
    stored.erase(stored.lower_bound(first), stored.upper_bound(last));
}

template <class Row>
const Row* find_row(const Rows<Row>& stored, const Id& id) {
    const auto found = stored.find(id);
    return found == stored.end() ? nullptr : &found->second;
}

}  // namespace

Result<void> Executions::check_aliases(const ChangeSet& changes) const {
    std::set<std::string_view> fresh;
    for (const WorkflowExecutionRow* row : changes.inserted_workflows) {
        if (row->alias.empty()) continue;
        if (aliases_.contains(row->alias) || !fresh.insert(row->alias).second)
            return fail(ErrorCode::conflict, duplicate_text(*row));
    }
    return {};
}

Result<void> Executions::check(const ChangeSet& changes) const {
    WF_CHECK(check_rows(workflows_, changes.inserted_workflows, changes.updated_workflows));
    WF_CHECK(check_rows(tasks_, changes.inserted_tasks, changes.updated_tasks));
    WF_CHECK(check_rows(actions_, changes.inserted_actions, changes.updated_actions));
    return check_aliases(changes);
}

void Executions::erase(const Id& first, const Id& last) {
    const auto end = workflows_.upper_bound(last);
    for (auto at = workflows_.lower_bound(first); at != end; ++at) {
        if (!at->second.alias.empty()) aliases_.erase(at->second.alias);
    }
    erase_between(workflows_, first, last);
    erase_between(tasks_, first, last);
    erase_between(actions_, first, last);
}

Result<void> Executions::commit(const ChangeSet& changes) {
    WF_CHECK(check(changes));
    write_rows(workflows_, changes.inserted_workflows, changes.updated_workflows);
    write_rows(tasks_, changes.inserted_tasks, changes.updated_tasks);
    write_rows(actions_, changes.inserted_actions, changes.updated_actions);
    for (const WorkflowExecutionRow* row : changes.inserted_workflows) {
        if (!row->alias.empty()) aliases_[row->alias] = row->id;
    }
    for (const Id& id : changes.deleted_rows) erase(id, id);
    for (const Id& root : changes.deleted_trees) erase(root_of(root), last_of(root));
    return {};
}

std::optional<StoredTree> Executions::load_tree(const Id& root) const {
    const Id last = last_of(root);
    StoredTree tree{
        rows_between(workflows_, root, last),
        rows_between(tasks_, root, last),
        rows_between(actions_, root, last),
    };
    if (tree.workflows.empty() && tree.tasks.empty() && tree.actions.empty()) return std::nullopt;
    return tree;
}

std::vector<Id> Executions::unfinished_roots(const Id& after, std::size_t limit) const {
    std::vector<Id> roots;
    for (auto at = workflows_.upper_bound(after); at != workflows_.end(); ++at) {
        if (at->second.active) roots.push_back(at->first);
    }
    for (auto at = actions_.upper_bound(after); at != actions_.end(); ++at) {
        if (at->second.task_execution_id.is_nil() && is_incomplete(at->second.state))
            roots.push_back(at->first);
    }
    std::ranges::sort(roots);
    if (roots.size() > limit) roots.resize(limit);
    return roots;
}

std::vector<Id> Executions::finished_roots(const FinishedRoots& which) const {
    std::vector<std::pair<Instant, Id>> found;
    for (const auto& [id, row] : workflows_) {
        const bool counts = row.task_execution_id.is_nil() && row.updated_at &&
                            std::ranges::find(which.states, row.state) != which.states.end() &&
                            (!which.updated_before || *row.updated_at < *which.updated_before);
        if (counts) found.emplace_back(*row.updated_at, id);
    }
    std::ranges::sort(found);
    if (which.newest_kept > 0) std::ranges::reverse(found);
    std::vector<Id> roots;
    for (std::size_t i = which.newest_kept; i < found.size() && roots.size() < which.limit; ++i)
        roots.push_back(found[i].second);
    return roots;
}

std::optional<Id> Executions::find_alias(std::string_view alias) const {
    const auto found = aliases_.find(alias);
    if (found == aliases_.end()) return std::nullopt;
    return found->second;
}

TaskExecutionRow Executions::joined(TaskExecutionRow row) const {
    if (const auto* workflow = find_row(workflows_, row.workflow_execution_id)) {
        row.workflow_name = workflow->workflow_name;
        row.workflow_namespace = workflow->workflow_namespace;
        row.workflow_id = workflow->workflow_id;
        row.project_id = workflow->project_id;
    }
    return row;
}

ActionExecutionRow Executions::joined(ActionExecutionRow row) const {
    if (const auto* workflow = find_row(workflows_, row.workflow_execution_id)) {
        row.workflow_name = workflow->workflow_name;
        row.workflow_namespace = workflow->workflow_namespace;
        row.project_id = workflow->project_id;
    }
    if (const auto* task = find_row(tasks_, row.task_execution_id)) row.task_name = task->name;
    return row;
}

}  // namespace wf::memory
