#include "world/ledger.hpp"

#include "value/json.hpp"

namespace wf::sim {

void Ledger::check_workflow(const WorkflowExecutionRow& row) {
    const auto it = finals_.find(row.id);
    if (it != finals_.end() && it->second.state != row.state && !may_rerun(root_of(row.id))) {
        journal_.violation(
            "workflow execution " + to_text(row.id) + " was " +
            std::string{name_of(it->second.state)} + " and is " + std::string{name_of(row.state)}
        );
    }
    if (is_completed(row.state)) finals_[row.id] = {row.state, {}};
}

void Ledger::check_task(const TaskExecutionRow& row) {
    const auto it = finals_.find(row.id);
    const bool moved = it != finals_.end() && it->second.state != row.state;
    // A join that has failed because of a dead route comes back to life when that is run again.
    const bool may_move = may_rerun(root_of(row.id)) ||
                          (moved && it->second.state == State::error && joins_.contains(row.name));
    if (moved && !may_move) {
        journal_.violation(
            "task '" + row.name + "' was processed as " + std::string{name_of(it->second.state)} +
            " and is " + std::string{name_of(row.state)}
        );
    }
    if (is_completed(row.state) && row.processed) {
        finals_[row.id] = {row.state, {}};
    } else if (moved) {
        finals_.erase(it);
    }
}

void Ledger::check_action(const ActionExecutionRow& row) {
    const auto it = finals_.find(row.id);
    if (it != finals_.end()) {
        const bool dropped = row.result.is_null();  // keep-result: false
        if (it->second.state != row.state || (!dropped && it->second.result != row.result)) {
            journal_.violation(
                "action execution " + to_text(row.id) + " was " +
                std::string{name_of(it->second.state)} + " " + to_json(it->second.result) +
                " and is " + std::string{name_of(row.state)} + " " + to_json(row.result)
            );
        }
    }
    if (is_completed(row.state)) finals_[row.id] = {row.state, row.result};
}

void Ledger::check_purpose(
    const Id& task, std::uint32_t attempt, std::uint32_t index, const Id& id
) {
    if (task.is_nil()) return;
    const auto [it, fresh] = purposes_.emplace(Purpose{task, attempt, index}, id);
    if (fresh || may_rerun(root_of(task))) return;
    journal_.violation(
        "task " + to_text(task) + " has run item " + std::to_string(index) + " of attempt " +
        std::to_string(attempt) + " twice: " + to_text(it->second) + ", " + to_text(id)
    );
}

void Ledger::committed(const ChangeSet& changes) {
    ++commits_;
    for (const auto* row : changes.inserted_workflows) {
        check_workflow(*row);
        check_purpose(row->task_execution_id, row->attempt, row->index, row->id);
    }
    for (const auto* row : changes.updated_workflows) check_workflow(*row);
    for (const auto* row : changes.inserted_tasks) check_task(*row);
    for (const auto* row : changes.updated_tasks) check_task(*row);
    for (const auto* row : changes.inserted_actions) {
        check_action(*row);
        check_purpose(row->task_execution_id, row->attempt, row->index, row->id);
    }
    for (const auto* row : changes.updated_actions) check_action(*row);
}

}  // namespace wf::sim
