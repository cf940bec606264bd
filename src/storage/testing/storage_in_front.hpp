// A storage in front of another one, for tests that want something to go wrong: override what
// should differ.
#pragma once
#include "ports/storage.hpp"

namespace wf {

class StorageInFront : public Storage {
public:
    explicit StorageInFront(Storage& behind) : behind_(behind) {}

    Result<std::vector<Fence>> claim_all_shards() override { return behind_.claim_all_shards(); }

    std::uint32_t shard_count() const override { return behind_.shard_count(); }

    Result<void> commit(const ChangeSet& changes) override { return behind_.commit(changes); }

    Result<void> change_definitions(const DefinitionChanges& changes) override {
        return behind_.change_definitions(changes);
    }

    std::uint64_t definitions_version() override { return behind_.definitions_version(); }

    Result<std::optional<StoredTree>> load_tree(const Id& root) override {
        WF_CHECK(before_read());
        return behind_.load_tree(root);
    }

    Result<std::vector<Id>> unfinished_roots(const Id& after, std::size_t limit) override {
        WF_CHECK(before_read());
        return behind_.unfinished_roots(after, limit);
    }

    Result<std::optional<Id>> find_alias(std::string_view alias) override {
        WF_CHECK(before_read());
        return behind_.find_alias(alias);
    }

    Result<std::optional<std::string>> definition_text(std::string_view checksum) override {
        WF_CHECK(before_read());
        return behind_.definition_text(checksum);
    }

    Result<std::optional<WorkflowExecutionRow>> get_workflow_execution(const Id& id) override {
        WF_CHECK(before_read());
        return behind_.get_workflow_execution(id);
    }

    Result<std::optional<TaskExecutionRow>> get_task_execution(const Id& id) override {
        WF_CHECK(before_read());
        return behind_.get_task_execution(id);
    }

    Result<std::optional<ActionExecutionRow>> get_action_execution(const Id& id) override {
        WF_CHECK(before_read());
        return behind_.get_action_execution(id);
    }

    Result<std::vector<WorkflowExecutionRow>> list_workflow_executions(const Query& query
    ) override {
        WF_CHECK(before_read());
        return behind_.list_workflow_executions(query);
    }

    Result<std::vector<TaskExecutionRow>> list_task_executions(const Query& query) override {
        WF_CHECK(before_read());
        return behind_.list_task_executions(query);
    }

    Result<std::vector<ActionExecutionRow>> list_action_executions(const Query& query) override {
        WF_CHECK(before_read());
        return behind_.list_action_executions(query);
    }

    Result<std::vector<WorkflowDefinitionRow>> list_workflow_definitions(const Query& query
    ) override {
        WF_CHECK(before_read());
        return behind_.list_workflow_definitions(query);
    }

    Result<std::vector<ActionDefinitionRow>> list_action_definitions(const Query& query) override {
        WF_CHECK(before_read());
        return behind_.list_action_definitions(query);
    }

    Result<std::vector<WorkbookRow>> list_workbooks(const Query& query) override {
        WF_CHECK(before_read());
        return behind_.list_workbooks(query);
    }

    Result<std::vector<EnvironmentRow>> list_environments(const Query& query) override {
        WF_CHECK(before_read());
        return behind_.list_environments(query);
    }

    Result<std::optional<WorkflowDefinitionRow>> find_workflow_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) override {
        WF_CHECK(before_read());
        return behind_.find_workflow_definition(id_or_name, name_space, project_id);
    }

    Result<std::optional<ActionDefinitionRow>> find_action_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) override {
        WF_CHECK(before_read());
        return behind_.find_action_definition(id_or_name, name_space, project_id);
    }

    Result<std::optional<WorkbookRow>> find_workbook(
        std::string_view name, std::string_view name_space, std::string_view project_id
    ) override {
        WF_CHECK(before_read());
        return behind_.find_workbook(name, name_space, project_id);
    }

    Result<std::optional<EnvironmentRow>> find_environment(
        std::string_view name, std::string_view project_id
    ) override {
        WF_CHECK(before_read());
        return behind_.find_environment(name, project_id);
    }

    Result<std::vector<Id>> finished_roots(const FinishedRoots& which) override {
        WF_CHECK(before_read());
        return behind_.finished_roots(which);
    }

    Result<std::vector<CronTriggerRow>> list_cron_triggers(const Query& query) override {
        WF_CHECK(before_read());
        return behind_.list_cron_triggers(query);
    }

    Result<std::vector<EventTriggerRow>> list_event_triggers(const Query& query) override {
        WF_CHECK(before_read());
        return behind_.list_event_triggers(query);
    }

    Result<std::optional<CronTriggerRow>> find_cron_trigger(
        std::string_view id_or_name, std::string_view project_id
    ) override {
        WF_CHECK(before_read());
        return behind_.find_cron_trigger(id_or_name, project_id);
    }

    Result<std::optional<EventTriggerRow>> find_event_trigger(
        const Id& id, std::string_view project_id
    ) override {
        WF_CHECK(before_read());
        return behind_.find_event_trigger(id, project_id);
    }

    Result<std::vector<CronTriggerRow>> due_cron_triggers(Instant until, std::size_t limit)
        override {
        WF_CHECK(before_read());
        return behind_.due_cron_triggers(until, limit);
    }

    Result<std::vector<bool>> advance_cron_triggers(const std::vector<CronAdvance>& advances
    ) override {
        return behind_.advance_cron_triggers(advances);
    }

    Result<std::vector<NotificationRow>> pending_notifications(
        std::int64_t after, std::size_t limit
    ) override {
        WF_CHECK(before_read());
        return behind_.pending_notifications(after, limit);
    }

    Result<void> remove_notifications(const std::vector<std::int64_t>& numbers) override {
        return behind_.remove_notifications(numbers);
    }

protected:
    /// Called first by every read; an error is its result.
    virtual Result<void> before_read() { return {}; }

    Storage& behind_;
};

}  // namespace wf
