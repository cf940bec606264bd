// Definitions, environments and triggers in memory. Copied for every change, so that a failed one
// leaves nothing.
#pragma once
#include "ports/storage.hpp"

#include <functional>
#include <map>

namespace wf::memory {

struct Definitions {
    std::map<Id, WorkflowDefinitionRow> workflows;
    std::map<Id, ActionDefinitionRow> actions;
    std::map<Id, WorkbookRow> workbooks;
    std::map<Id, EnvironmentRow> environments;
    std::map<Id, CronTriggerRow> cron_triggers;
    std::map<Id, EventTriggerRow> event_triggers;
    std::map<std::string, std::string, std::less<>> texts;  ///< by checksum
    std::uint64_t version = 1;

    /// Leaves *this half changed on failure. @errors conflict, not_found.
    Result<void> apply(const DefinitionChanges& changes);

    std::vector<CronTriggerRow> due_cron_triggers(Instant until, std::size_t limit) const;
    bool advance(const CronAdvance& advance);
};

/// Name, namespace (empty for rows without one) and project of the caller (empty: any).
struct NameKey {
    std::string_view name;
    std::string_view name_space;
    std::string_view project_id;
};

template <class Row>
std::string_view namespace_of(const Row& row) {
    if constexpr (requires { row.name_space; }) return row.name_space;
    return {};
}

template <class Row>
bool is_visible(const Row& row, std::string_view project_id) {
    return project_id.empty() || row.project_id == project_id || row.scope == "public";
}

/// The caller's own row before a public one of another project.
template <class Row>
std::optional<Row> find_by_name(const std::map<Id, Row>& rows, const NameKey& key) {
    const Row* best = nullptr;
    for (const auto& [id, row] : rows) {
        if (row.name != key.name || namespace_of(row) != key.name_space) continue;
        if (!is_visible(row, key.project_id)) continue;
        if (best == nullptr ||
            (row.project_id == key.project_id && best->project_id != key.project_id))
            best = &row;
    }
    if (best == nullptr) return std::nullopt;
    return *best;
}

template <class Row>
std::optional<Row> find_by_id_or_name(const std::map<Id, Row>& rows, const NameKey& key) {
    if (const auto id = parse_id(key.name)) {
        const auto found = rows.find(*id);
        if (found != rows.end() && is_visible(found->second, key.project_id)) return found->second;
    }
    return find_by_name(rows, key);
}

}  // namespace wf::memory
