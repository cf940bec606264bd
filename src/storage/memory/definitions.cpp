#include "storage/memory/definitions.hpp"

#include "storage/rows/messages.hpp"
#include "storage/rows/stored_definitions.hpp"

namespace wf::memory {
namespace {

template <class Row>
bool is_name_taken(const std::map<Id, Row>& rows, const Row& row) {
    for (const auto& [id, other] : rows) {
        if (id != row.id && other.name == row.name && other.project_id == row.project_id &&
            namespace_of(other) == namespace_of(row))
            return true;
    }
    return false;
}

template <class Row>
struct Changes {
    const std::vector<Row>& inserted;
    const std::vector<Row>& updated;
    const std::vector<Id>& deleted;
};

/// Deletions first: a name they free may be taken again in the same transaction.
template <class Row>
Result<void> apply_rows(std::map<Id, Row>& rows, const Changes<Row>& changes) {
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
    WF_CHECK(apply_rows<WorkflowDefinitionRow>(
        workflows,
        {changes.inserted_workflows, changes.updated_workflows, changes.deleted_workflows}
    ));
    WF_CHECK(apply_rows<ActionDefinitionRow>(
        actions, {changes.inserted_actions, changes.updated_actions, changes.deleted_actions}
    ));
    WF_CHECK(apply_rows<WorkbookRow>(
        workbooks,
        {changes.inserted_workbooks, changes.updated_workbooks, changes.deleted_workbooks}
    ));
    WF_CHECK(apply_rows<EnvironmentRow>(
        environments,
        {changes.inserted_environments, changes.updated_environments, changes.deleted_environments}
    ));
    for (const auto* rows : {&changes.inserted_workflows, &changes.updated_workflows}) {
        for (const WorkflowDefinitionRow& row : *rows) texts.emplace(row.checksum, row.definition);
    }
    ++version;
    return {};
}

}  // namespace wf::memory
