// The database as the system needs it. Adapters: storage/memory, storage/sqlite (postgres follows).
// One contract suite (storage/contract) states in code what every adapter must do.
#pragma once
#include "base/error.hpp"
#include "model/notification.hpp"
#include "model/rows.hpp"
#include "model/trigger_rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

/// Proof of ownership of a shard: a commit with a lower epoch than the stored one is refused.
struct Fence {
    std::uint32_t shard = 0;
    std::uint64_t epoch = 0;
};

/// One group commit: the dirty rows of a turn. Pointers stay valid until commit() returns.
/// "inserted" rows do not exist yet, "updated" ones do, or are inserted by the same commit. Updates
/// write only the columns that can change (storage/rows/stored_columns.hpp). Deletions come last;
/// they take whole trees, or sub-trees of one tree.
struct ChangeSet {
    std::vector<const WorkflowExecutionRow*> inserted_workflows, updated_workflows;
    std::vector<const TaskExecutionRow*> inserted_tasks, updated_tasks;
    std::vector<const ActionExecutionRow*> inserted_actions, updated_actions;
    std::vector<Id> deleted_trees;  ///< root ids
    std::vector<Id> deleted_rows;   ///< single rows (any kind) inside living trees
    std::vector<const NotificationRow*> notifications;  ///< for the outbox; their numbers are given
    std::vector<Fence> fences;                          ///< shards that this commit writes to

    bool empty() const {
        return inserted_workflows.empty() && updated_workflows.empty() && inserted_tasks.empty() &&
               updated_tasks.empty() && inserted_actions.empty() && updated_actions.empty() &&
               deleted_trees.empty() && deleted_rows.empty() && notifications.empty();
    }
};

/// All rows of one tree, each list in id order.
struct StoredTree {
    std::vector<WorkflowExecutionRow>
        workflows;  ///< the root first; empty for a stand-alone action
    std::vector<TaskExecutionRow> tasks;
    std::vector<ActionExecutionRow> actions;
};

enum class FilterOp : std::uint8_t { eq, neq, gt, gte, lt, lte, in, nin, has, is_null };

/// A condition on a column (model/columns.hpp names them as the API does). `values` hold one
/// element, or several for in/nin; none for is_null. Time columns compare with text "YYYY-MM-DD
/// HH:MM:SS", state and type columns with their names, ids with their text, JSON columns with their
/// compact text (or a Value that is written so). Tags: eq, in, has: the stored list contains every
/// value as a part of its text; neq, nin: none of them. Nothing but is_null holds for a column that
/// is null.
struct Filter {
    std::string column;
    FilterOp op = FilterOp::eq;
    std::vector<Value> values;
};

struct Sort {
    std::string column;
    bool descending = false;
};

struct Query {
    std::vector<Filter> filters;  ///< all must hold
    std::vector<Sort> sort;       ///< the adapter appends `id` when it is not there
    std::optional<std::size_t> limit;
    /// Id (text; of workflow executions the client-chosen one as well) of the last row of the
    /// previous page.
    std::optional<std::string> marker;
    /// Columns the caller will look at. JSON and text values that are not named, and fields joined
    /// from other tables, may be left default; small columns and the alias are always there. Names
    /// that are no column are ignored. Empty: all.
    std::vector<std::string> columns;
    /// Rows of this project or of scope public; empty: of every project.
    std::string project_id;
};

/// Which finished trees are asked for: all conditions must hold.
struct FinishedRoots {
    std::vector<State> states;              ///< final ones
    std::optional<Instant> updated_before;  ///< none: of any age
    std::size_t newest_kept = 0;            ///< so many of the newest do not count
    std::size_t limit = 0;
};

/// What the firing of a cron trigger leaves behind.
struct CronAdvance {
    Id id;
    Instant fired;                ///< the next_execution_time that was due
    std::optional<Instant> next;  ///< none: the trigger is used up and deleted
    std::optional<std::int64_t> remaining;
    Instant at;
};

template <class Row>
struct RowChanges {
    std::vector<Row> inserted, updated;  ///< updates: by id
    std::vector<Id> deleted;
};

/// Writes to definitions, environments and triggers: one transaction, all or nothing.
struct DefinitionChanges {
    RowChanges<WorkflowDefinitionRow> workflows;
    RowChanges<ActionDefinitionRow> actions;
    RowChanges<WorkbookRow> workbooks;
    RowChanges<EnvironmentRow> environments;
    RowChanges<CronTriggerRow> cron_triggers;
    RowChanges<EventTriggerRow> event_triggers;
};

class Storage {
public:
    virtual ~Storage() = default;

    // --- ownership -----------------------------------------------------------------------------
    /// Takes every shard for this process with a new epoch. @errors storage_conflict if another
    /// live process owns the database ("… is in use by process 4711 on host x").
    virtual Result<std::vector<Fence>> claim_all_shards() = 0;
    /// Number of shards, set when the database was created: a power of two up to 4096.
    virtual std::uint32_t shard_count() const = 0;

    // --- engine: one writer thread --------------------------------------------------------------
    /// Durable when it returns without error; all or nothing. @errors storage_conflict (fenced
    /// off), storage_unavailable, conflict (id or alias taken), not_found (an updated row is not
    /// there).
    virtual Result<void> commit(const ChangeSet& changes) = 0;
    /// Nothing if the root is unknown. Joined fields are left empty.
    virtual Result<std::optional<StoredTree>> load_tree(const Id& root) = 0;
    /// Roots with `active` set and running stand-alone actions, in id order, greater than `after`.
    virtual Result<std::vector<Id>> unfinished_roots(const Id& after, std::size_t limit) = 0;
    /// Roots of workflow executions that have ended; those that changed least recently come first,
    /// or with `newest_kept` last.
    virtual Result<std::vector<Id>> finished_roots(const FinishedRoots& which) = 0;
    /// Root of the execution that was created with this client-chosen id.
    virtual Result<std::optional<Id>> find_alias(std::string_view alias) = 0;
    /// Text of a definition that some execution is pinned to, by checksum.
    virtual Result<std::optional<std::string>> definition_text(std::string_view checksum) = 0;

    // --- reads of committed data: any thread -----------------------------------------------------
    // get: nothing if unknown. list: @errors invalid_argument for an unknown column or a bad value,
    // not_found for an unknown marker.
    virtual Result<std::optional<WorkflowExecutionRow>> get_workflow_execution(const Id& id) = 0;
    virtual Result<std::optional<TaskExecutionRow>> get_task_execution(const Id& id) = 0;
    virtual Result<std::optional<ActionExecutionRow>> get_action_execution(const Id& id) = 0;
    virtual Result<std::vector<WorkflowExecutionRow>> list_workflow_executions(const Query& query
    ) = 0;
    virtual Result<std::vector<TaskExecutionRow>> list_task_executions(const Query& query) = 0;
    virtual Result<std::vector<ActionExecutionRow>> list_action_executions(const Query& query) = 0;
    virtual Result<std::vector<WorkflowDefinitionRow>> list_workflow_definitions(const Query& query
    ) = 0;
    virtual Result<std::vector<ActionDefinitionRow>> list_action_definitions(const Query& query
    ) = 0;
    virtual Result<std::vector<WorkbookRow>> list_workbooks(const Query& query) = 0;
    virtual Result<std::vector<EnvironmentRow>> list_environments(const Query& query) = 0;
    virtual Result<std::vector<CronTriggerRow>> list_cron_triggers(const Query& query) = 0;
    virtual Result<std::vector<EventTriggerRow>> list_event_triggers(const Query& query) = 0;

    // --- definitions: any thread
    // ------------------------------------------------------------------
    /// By id, or by name in exactly this namespace (and project, or public).
    virtual Result<std::optional<WorkflowDefinitionRow>> find_workflow_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) = 0;
    virtual Result<std::optional<ActionDefinitionRow>> find_action_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) = 0;
    virtual Result<std::optional<WorkbookRow>> find_workbook(
        std::string_view name, std::string_view name_space, std::string_view project_id
    ) = 0;
    virtual Result<std::optional<EnvironmentRow>> find_environment(
        std::string_view name, std::string_view project_id
    ) = 0;
    /// Deletions come first, then updates, then inserts. @errors conflict with the texts "Duplicate
    /// entry for …" of the REST API, not_found for an update or deletion of what is not there.
    virtual Result<void> change_definitions(const DefinitionChanges& changes) = 0;
    /// Grows with every successful change_definitions, of this or another process: caches compare
    /// it.
    virtual std::uint64_t definitions_version() = 0;

    // --- triggers: any thread
    // ------------------------------------------------------------------
    /// By id or by name (and project, or public).
    virtual Result<std::optional<CronTriggerRow>> find_cron_trigger(
        std::string_view id_or_name, std::string_view project_id
    ) = 0;
    virtual Result<std::optional<EventTriggerRow>> find_event_trigger(
        const Id& id, std::string_view project_id
    ) = 0;
    /// Triggers of every project with a next_execution_time up to `until`, the earliest first.
    virtual Result<std::vector<CronTriggerRow>> due_cron_triggers(
        Instant until, std::size_t limit
    ) = 0;
    /// Compare-and-set on next_execution_time, one transaction for all: false for a trigger whose
    /// time is not `fired` any more, or that is gone: somebody else was faster, nothing is written.
    virtual Result<std::vector<bool>> advance_cron_triggers(const std::vector<CronAdvance>& advances
    ) = 0;

    // --- outbox: any thread
    // ------------------------------------------------------------------
    /// Stored notifications with numbers greater than `after`, in their order.
    virtual Result<std::vector<NotificationRow>> pending_notifications(
        std::int64_t after, std::size_t limit
    ) = 0;
    /// They are delivered, or given up; unknown numbers are ignored.
    virtual Result<void> remove_notifications(const std::vector<std::int64_t>& numbers) = 0;
};

}  // namespace wf
