#include "world/outbox.hpp"

#include "value/json.hpp"

namespace wf::sim {
namespace {

std::string text_of(const NotificationRow& notice) {
    return to_json(notice.payload["event"]) + " " + to_json(notice.payload);
}

/// Rows that clients gave a name are known by it outside.
std::string outside_id(const WorkflowExecutionRow& row) {
    return row.alias.empty() ? to_text(row.id) : row.alias;
}

}  // namespace

void Outbox::check_told(const std::string& id, State state) {
    if (!is_completed(state)) return;
    const auto told = last_told_.find(id);
    if (told != last_told_.end() && told->second == name_of(state)) return;
    journal_.violation(
        "nobody was told that " + id + " is " + std::string{name_of(state)} +
        "; the last word was " + (told == last_told_.end() ? "none" : told->second)
    );
}

void Outbox::committed(const ChangeSet& changes) {
    if (!is_on_) return;
    for (const NotificationRow* notice : changes.notifications) {
        sent_[notice->root].push_back(text_of(*notice));
        const std::string state = notice->payload["state"].to_string();
        std::string& last = last_told_[notice->payload["id"].to_string()];
        // A join that has failed waits again, unseen, when it is triggered after all; it may fail
        // once more.
        const bool is_join = joins_.contains(notice->payload["name"].to_string());
        if (last == state && is_completed(*parse_state(state)) && !is_join)
            journal_.violation("told twice: " + text_of(*notice));
        last = state;
    }
    for (const auto* row : changes.inserted_workflows) check_told(outside_id(*row), row->state);
    for (const auto* row : changes.updated_workflows) check_told(outside_id(*row), row->state);
    for (const auto* row : changes.inserted_tasks) check_told(to_text(row->id), row->state);
    for (const auto* row : changes.updated_tasks) check_told(to_text(row->id), row->state);
}

void Outbox::deliver(Storage& disk, std::size_t most, bool dies) {
    const auto pending = disk.pending_notifications(0, most);
    if (!pending) return;
    std::vector<std::int64_t> numbers;
    for (const NotificationRow& notice : *pending) {
        arrived_.emplace(notice.number, notice);
        numbers.push_back(notice.number);
    }
    if (!dies && !disk.remove_notifications(numbers))
        journal_.violation("delivered messages cannot be removed");
}

void Outbox::judge(Storage& disk) {
    if (!is_on_) return;
    deliver(disk, SIZE_MAX, false);
    std::map<Id, std::vector<std::string>> arrived;
    for (const auto& [number, notice] : arrived_) arrived[notice.root].push_back(text_of(notice));
    if (arrived != sent_) journal_.violation("what has arrived is not what was sent");
}

}  // namespace wf::sim
