#include "storage/memory/definitions.hpp"

#include "storage/rows/messages.hpp"
#include "storage/rows/stored_definitions.hpp"

#include <algorithm>
#include <tuple>

namespace wf::memory {
namespace {

template <class Row>
bool have_same_name(const Row& a, const Row& b) {
    return a.name == b.name && a.project_id == b.project_id && namespace_of(a) == namespace_of(b);
}

/// Event triggers may share a name, but not what they listen to.
bool have_same_name(const EventTriggerRow& a, const EventTriggerRow& b) {
    const auto key = [](const EventTriggerRow& row) {
        return std::tie(row.exchange, row.topic, row.event, row.workflow_id, row.project_id);
    };
    return key(a) == key(b);
}

template <class Row>
bool is_name_taken(const std::map<Id, Row>& rows, const Row& row) {
    return std::ranges::any_of(rows, [&](const auto& entry) {
        return entry.first != row.id && have_same_name(entry.second, row);
    });
}

/// Deletions first: a name they free may be taken again in the same transaction.
template <class Row>
Result<void> apply_rows(std::map<Id, Row>& rows, const RowChanges<Row>& changes) {
    for (const Id& id : changes.deleted) {
        if (rows.erase(id) == 0) return tl::unexpected(missing_row(table_name<Row>, id));
    }
    for (const Row& row : changes.updated) {
        const auto found = rows.find(row.id);
        if (found == rows.end()) return tl::unexpected(missing_row(table_name<Row>, row.id));
        if (is_name_taken(rows, row)) return fail(ErrorCode::conflict, duplicate_text(row));
        visit_columns(RowType<Row>{}, [&](StoredColumn column, auto member) {
            if (column.changes) found->second.*member = row.*member;
        });
    }
    for (const Row& row : changes.inserted) {
        if (rows.contains(row.id) || is_name_taken(rows, row))
            return fail(ErrorCode::conflict, duplicate_text(row));
        rows[row.id] = row;
    }
    return {};
}

}  // namespace

Result<void> Definitions::apply(const DefinitionChanges& changes) {
    WF_CHECK(apply_rows(workflows, changes.workflows));
    WF_CHECK(apply_rows(actions, changes.actions));
    WF_CHECK(apply_rows(workbooks, changes.workbooks));
    WF_CHECK(apply_rows(environments, changes.environments));
    WF_CHECK(apply_rows(cron_triggers, changes.cron_triggers));
    WF_CHECK(apply_rows(event_triggers, changes.event_triggers));
    for (const auto* rows : {&changes.workflows.inserted, &changes.workflows.updated}) {
        for (const WorkflowDefinitionRow& row : *rows) texts.emplace(row.checksum, row.definition);
    }
    ++version;
    return {};
}

std::vector<CronTriggerRow> Definitions::due_cron_triggers(Instant until, std::size_t limit) const {
    std::vector<CronTriggerRow> due;
    for (const auto& [id, row] : cron_triggers) {
        if (row.next_execution_time && *row.next_execution_time <= until) due.push_back(row);
    }
    std::ranges::sort(due, {}, [](const CronTriggerRow& row) {
        return std::pair{*row.next_execution_time, row.id};
    });
    if (due.size() > limit) due.resize(limit);
    return due;
}

bool Definitions::advance(const CronAdvance& advance) {
    const auto found = cron_triggers.find(advance.id);
    if (found == cron_triggers.end() || found->second.next_execution_time != advance.fired)
        return false;
    if (!advance.next) {
        cron_triggers.erase(found);
        return true;
    }
    found->second.next_execution_time = advance.next;
    found->second.remaining_executions = advance.remaining;
    found->second.updated_at = advance.at;
    return true;
}

}  // namespace wf::memory
