#include "storage/memory/memory_storage.hpp"

#include "storage/memory/definitions.hpp"
#include "storage/memory/executions.hpp"
#include "storage/memory/list.hpp"
#include "storage/memory/outbox.hpp"
#include "storage/rows/messages.hpp"

#include <mutex>

namespace wf {
namespace memory {
namespace {

class MemoryStorage final : public Storage {
public:
    explicit MemoryStorage(MemoryOptions options) : epochs_(options.shard_count, 0) {}

    Result<std::vector<Fence>> claim_all_shards() override;

    std::uint32_t shard_count() const override {
        return static_cast<std::uint32_t>(epochs_.size());
    }

    Result<void> commit(const ChangeSet& changes) override;

    Result<std::optional<StoredTree>> load_tree(const Id& root) override {
        const std::lock_guard lock{mutex_};
        return executions_.load_tree(root);
    }

    Result<std::vector<Id>> unfinished_roots(const Id& after, std::size_t limit) override {
        const std::lock_guard lock{mutex_};
        return executions_.unfinished_roots(after, limit);
    }

    Result<std::vector<Id>> finished_roots(const FinishedRoots& which) override {
        const std::lock_guard lock{mutex_};
        return executions_.finished_roots(which);
    }

    Result<std::optional<Id>> find_alias(std::string_view alias) override {
        const std::lock_guard lock{mutex_};
        return executions_.find_alias(alias);
    }

    Result<std::optional<std::string>> definition_text(std::string_view checksum) override;

    Result<std::optional<WorkflowExecutionRow>> get_workflow_execution(const Id& id) override {
        return get(executions_.workflows(), id);
    }

    Result<std::optional<TaskExecutionRow>> get_task_execution(const Id& id) override {
        return get(executions_.tasks(), id);
    }

    Result<std::optional<ActionExecutionRow>> get_action_execution(const Id& id) override {
        return get(executions_.actions(), id);
    }

    Result<std::vector<WorkflowExecutionRow>> list_workflow_executions(const Query& query
    ) override {
        return list_executions(executions_.workflows(), query);
    }

    Result<std::vector<TaskExecutionRow>> list_task_executions(const Query& query) override {
        return list_executions(executions_.tasks(), query);
    }

    Result<std::vector<ActionExecutionRow>> list_action_executions(const Query& query) override {
        return list_executions(executions_.actions(), query);
    }

    Result<std::vector<WorkflowDefinitionRow>> list_workflow_definitions(const Query& query
    ) override {
        return list_definitions(definitions_.workflows, query);
    }

    Result<std::vector<ActionDefinitionRow>> list_action_definitions(const Query& query) override {
        return list_definitions(definitions_.actions, query);
    }

    Result<std::vector<WorkbookRow>> list_workbooks(const Query& query) override {
        return list_definitions(definitions_.workbooks, query);
    }

    Result<std::vector<EnvironmentRow>> list_environments(const Query& query) override {
        return list_definitions(definitions_.environments, query);
    }

    Result<std::optional<WorkflowDefinitionRow>> find_workflow_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) override {
        const std::lock_guard lock{mutex_};
        return find_by_id_or_name(definitions_.workflows, {id_or_name, name_space, project_id});
    }

    Result<std::optional<ActionDefinitionRow>> find_action_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) override {
        const std::lock_guard lock{mutex_};
        return find_by_id_or_name(definitions_.actions, {id_or_name, name_space, project_id});
    }

    Result<std::optional<WorkbookRow>> find_workbook(
        std::string_view name, std::string_view name_space, std::string_view project_id
    ) override {
        const std::lock_guard lock{mutex_};
        return find_by_name(definitions_.workbooks, {name, name_space, project_id});
    }

    Result<std::optional<EnvironmentRow>> find_environment(
        std::string_view name, std::string_view project_id
    ) override {
        const std::lock_guard lock{mutex_};
        return find_by_name(definitions_.environments, {name, {}, project_id});
    }

    Result<std::vector<CronTriggerRow>> list_cron_triggers(const Query& query) override {
        return list_definitions(definitions_.cron_triggers, query);
    }

    Result<std::vector<EventTriggerRow>> list_event_triggers(const Query& query) override {
        return list_definitions(definitions_.event_triggers, query);
    }

    Result<std::optional<CronTriggerRow>> find_cron_trigger(
        std::string_view id_or_name, std::string_view project_id
    ) override {
        const std::lock_guard lock{mutex_};
        return find_by_id_or_name(definitions_.cron_triggers, {id_or_name, {}, project_id});
    }

    Result<std::optional<EventTriggerRow>> find_event_trigger(
        const Id& id, std::string_view project_id
    ) override {
        const std::lock_guard lock{mutex_};
        const auto found = definitions_.event_triggers.find(id);
        if (found == definitions_.event_triggers.end() || !is_visible(found->second, project_id))
            return std::nullopt;
        return found->second;
    }

    Result<std::vector<CronTriggerRow>> due_cron_triggers(Instant until, std::size_t limit)
        override {
        const std::lock_guard lock{mutex_};
        return definitions_.due_cron_triggers(until, limit);
    }

    Result<std::vector<bool>> advance_cron_triggers(const std::vector<CronAdvance>& advances
    ) override {
        const std::lock_guard lock{mutex_};
        std::vector<bool> done;
        for (const CronAdvance& advance : advances) done.push_back(definitions_.advance(advance));
        return done;
    }

    Result<std::vector<NotificationRow>> pending_notifications(
        std::int64_t after, std::size_t limit
    ) override {
        const std::lock_guard lock{mutex_};
        return outbox_.after(after, limit);
    }

    Result<void> remove_notifications(const std::vector<std::int64_t>& numbers) override {
        const std::lock_guard lock{mutex_};
        outbox_.remove(numbers);
        return {};
    }

    Result<void> change_definitions(const DefinitionChanges& changes) override;

    std::uint64_t definitions_version() override {
        const std::lock_guard lock{mutex_};
        return definitions_.version;
    }

private:
    template <class Row>
    Result<std::optional<Row>> get(const Rows<Row>& rows, const Id& id) {
        const std::lock_guard lock{mutex_};
        const auto found = rows.find(id);
        if (found == rows.end()) return std::nullopt;
        return executions_.joined(found->second);
    }

    template <class Row>
    Result<std::vector<Row>> list_executions(const Rows<Row>& rows, const Query& query) {
        const std::lock_guard lock{mutex_};
        WF_TRY(const auto list, ListQuery<Row>::prepare(query));
        return list.run([&](auto visit) {
            for (const auto& [id, row] : rows) visit(executions_.joined(row));
        });
    }

    template <class Row>
    Result<std::vector<Row>> list_definitions(const std::map<Id, Row>& rows, const Query& query) {
        const std::lock_guard lock{mutex_};
        WF_TRY(const auto list, ListQuery<Row>::prepare(query));
        return list.run([&](auto visit) {
            for (const auto& [id, row] : rows) visit(row);
        });
    }

    Result<void> check_fences(const std::vector<Fence>& fences) const;

    // Not a shared mutex: readers without pause would keep the writer out for ever.
    std::mutex mutex_;
    std::vector<std::uint64_t> epochs_;
    Executions executions_;
    Definitions definitions_;
    Outbox outbox_;
};

Result<std::vector<Fence>> MemoryStorage::claim_all_shards() {
    const std::lock_guard lock{mutex_};
    std::vector<Fence> fences;
    for (std::uint32_t shard = 0; shard < epochs_.size(); ++shard)
        fences.push_back({shard, ++epochs_[shard]});
    return fences;
}

Result<void> MemoryStorage::check_fences(const std::vector<Fence>& fences) const {
    for (const Fence& fence : fences) {
        if (fence.shard >= epochs_.size())
            return tl::unexpected(unknown_shard(fence.shard, shard_count()));
        const std::uint64_t stored = epochs_[fence.shard];
        if (stored != fence.epoch)
            return tl::unexpected(fenced_off(fence.shard, fence.epoch, stored));
    }
    return {};
}

Result<void> MemoryStorage::commit(const ChangeSet& changes) {
    const std::lock_guard lock{mutex_};
    WF_CHECK(check_fences(changes.fences));
    WF_CHECK(executions_.commit(changes));
    outbox_.add(changes.notifications);
    return {};
}

Result<std::optional<std::string>> MemoryStorage::definition_text(std::string_view checksum) {
    const std::lock_guard lock{mutex_};
    const auto found = definitions_.texts.find(checksum);
    if (found == definitions_.texts.end()) return std::nullopt;
    return found->second;
}

Result<void> MemoryStorage::change_definitions(const DefinitionChanges& changes) {
    const std::lock_guard lock{mutex_};
    Definitions changed = definitions_;
    WF_CHECK(changed.apply(changes));
    definitions_ = std::move(changed);
    return {};
}

}  // namespace
}  // namespace memory

std::unique_ptr<Storage> make_memory_storage(MemoryOptions options) {
    return std::make_unique<memory::MemoryStorage>(options);
}

}  // namespace wf
