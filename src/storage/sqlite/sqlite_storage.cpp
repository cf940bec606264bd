#include "storage/sqlite/sqlite_storage.hpp"

#include "storage/sqlite/fences.hpp"
#include "storage/sqlite/lookups.hpp"
#include "storage/sqlite/outbox.hpp"
#include "storage/sqlite/owner_lock.hpp"
#include "storage/sqlite/reader_pool.hpp"
#include "storage/sqlite/schema.hpp"
#include "storage/sqlite/triggers.hpp"
#include "storage/sqlite/writes.hpp"

#include <atomic>
#include <mutex>
#include <thread>

namespace wf {
namespace sqlite {
namespace {

class SqliteStorage final : public Storage {
public:
    explicit SqliteStorage(SqliteOptions options)
        : options_(std::move(options)), readers_(options_.path, options_.busy_timeout) {}

    Result<void> start();

    Result<std::vector<Fence>> claim_all_shards() override {
        const std::lock_guard lock{writer_mutex_};
        if (!writer_) return not_owner();
        return fences_.claim_all(*writer_, owner_->holder());
    }

    std::uint32_t shard_count() const override { return shard_count_; }

    Result<void> commit(const ChangeSet& changes) override;
    Result<void> change_definitions(const DefinitionChanges& changes) override;
    std::uint64_t definitions_version() override;

    Result<std::optional<StoredTree>> load_tree(const Id& root) override;

    Result<std::vector<Id>> unfinished_roots(const Id& after, std::size_t limit) override {
        WF_TRY(const auto reader, readers_.lend());
        return sqlite::unfinished_roots(*reader, after, limit);
    }

    Result<std::vector<Id>> finished_roots(const FinishedRoots& which) override {
        WF_TRY(const auto reader, readers_.lend());
        return sqlite::finished_roots(*reader, which);
    }

    Result<std::optional<Id>> find_alias(std::string_view alias) override {
        WF_TRY(const auto reader, readers_.lend());
        return sqlite::find_alias(*reader, alias);
    }

    Result<std::optional<std::string>> definition_text(std::string_view checksum) override {
        WF_TRY(const auto reader, readers_.lend());
        return sqlite::definition_text(*reader, checksum);
    }

    Result<std::optional<WorkflowExecutionRow>> get_workflow_execution(const Id& id) override {
        return get<WorkflowExecutionRow>(id);
    }

    Result<std::optional<TaskExecutionRow>> get_task_execution(const Id& id) override {
        return get<TaskExecutionRow>(id);
    }

    Result<std::optional<ActionExecutionRow>> get_action_execution(const Id& id) override {
        return get<ActionExecutionRow>(id);
    }

    Result<std::vector<WorkflowExecutionRow>> list_workflow_executions(const Query& query
    ) override {
        return list<WorkflowExecutionRow>(query);
    }

    Result<std::vector<TaskExecutionRow>> list_task_executions(const Query& query) override {
        return list<TaskExecutionRow>(query);
    }

    Result<std::vector<ActionExecutionRow>> list_action_executions(const Query& query) override {
        return list<ActionExecutionRow>(query);
    }

    Result<std::vector<WorkflowDefinitionRow>> list_workflow_definitions(const Query& query
    ) override {
        return list<WorkflowDefinitionRow>(query);
    }

    Result<std::vector<ActionDefinitionRow>> list_action_definitions(const Query& query) override {
        return list<ActionDefinitionRow>(query);
    }

    Result<std::vector<WorkbookRow>> list_workbooks(const Query& query) override {
        return list<WorkbookRow>(query);
    }

    Result<std::vector<EnvironmentRow>> list_environments(const Query& query) override {
        return list<EnvironmentRow>(query);
    }

    Result<std::vector<CronTriggerRow>> list_cron_triggers(const Query& query) override {
        return list<CronTriggerRow>(query);
    }

    Result<std::vector<EventTriggerRow>> list_event_triggers(const Query& query) override {
        return list<EventTriggerRow>(query);
    }

    Result<std::optional<CronTriggerRow>> find_cron_trigger(
        std::string_view id_or_name, std::string_view project_id
    ) override {
        return find_definition<CronTriggerRow>({id_or_name, {}, project_id});
    }

    Result<std::optional<EventTriggerRow>> find_event_trigger(
        const Id& id, std::string_view project_id
    ) override {
        WF_TRY(const auto reader, readers_.lend());
        return find_by_id<EventTriggerRow>(*reader, id, project_id);
    }

    Result<std::vector<CronTriggerRow>> due_cron_triggers(Instant until, std::size_t limit)
        override {
        WF_TRY(const auto reader, readers_.lend());
        return sqlite::due_cron_triggers(*reader, until, limit);
    }

    Result<std::vector<bool>> advance_cron_triggers(const std::vector<CronAdvance>& advances
    ) override;

    Result<std::vector<NotificationRow>> pending_notifications(
        std::int64_t after, std::size_t limit
    ) override {
        WF_TRY(const auto reader, readers_.lend());
        return sqlite::pending_notifications(*reader, after, limit);
    }

    Result<void> remove_notifications(const std::vector<std::int64_t>& numbers) override;

    Result<std::optional<WorkflowDefinitionRow>> find_workflow_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) override {
        return find_definition<WorkflowDefinitionRow>({id_or_name, name_space, project_id});
    }

    Result<std::optional<ActionDefinitionRow>> find_action_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) override {
        return find_definition<ActionDefinitionRow>({id_or_name, name_space, project_id});
    }

    Result<std::optional<WorkbookRow>> find_workbook(
        std::string_view name, std::string_view name_space, std::string_view project_id
    ) override {
        WF_TRY(const auto reader, readers_.lend());
        return find_by_name<WorkbookRow>(*reader, {name, name_space, project_id});
    }

    Result<std::optional<EnvironmentRow>> find_environment(
        std::string_view name, std::string_view project_id
    ) override {
        WF_TRY(const auto reader, readers_.lend());
        return find_by_name<EnvironmentRow>(*reader, {name, {}, project_id});
    }

private:
    template <class Row>
    Result<std::optional<Row>> get(const Id& id) {
        WF_TRY(const auto reader, readers_.lend());
        return get_row<Row>(*reader, id);
    }

    template <class Row>
    Result<std::vector<Row>> list(const Query& query) {
        WF_TRY(const auto reader, readers_.lend());
        return list_rows<Row>(*reader, query);
    }

    template <class Row>
    Result<std::optional<Row>> find_definition(const NameKey& key) {
        WF_TRY(const auto reader, readers_.lend());
        if (const auto id = parse_id(key.name)) {
            WF_TRY(std::optional<Row> row, find_by_id<Row>(*reader, *id, key.project_id));
            if (row) return row;
        }
        return find_by_name<Row>(*reader, key);
    }

    Result<void> open_as_owner();
    Result<void> open_as_reader();
    /// Holds the write transaction's end: everything that commits goes through here.
    Result<void> finish(Transaction& transaction) const;

    tl::unexpected<Error> not_owner() const {
        return fail(
            ErrorCode::not_supported, "database " + options_.path + " was opened for reading only"
        );
    }

    const SqliteOptions options_;
    std::unique_ptr<OwnerLock> owner_;  ///< released last
    std::mutex writer_mutex_;           ///< guards the four below
    std::unique_ptr<Connection> writer_;
    Scratch scratch_;
    Fences fences_;
    std::atomic<std::uint64_t> definitions_version_{0};
    ReaderPool readers_;
    std::uint32_t shard_count_ = 0;
};

constexpr std::string_view definitions_version_sql =
    "SELECT value FROM counters WHERE name = 'definitions_version'";
constexpr std::string_view reading_version = "reading the version of definitions";

Result<void> SqliteStorage::open_as_owner() {
    WF_TRY(owner_, OwnerLock::take(options_.path));
    WF_TRY(writer_, Connection::open(options_.path, Access::create, options_.busy_timeout));
    WF_CHECK(upgrade_schema(*writer_, schema_head()));
    return Fences::create_shards(*writer_, options_.shard_count);
}

Result<void> SqliteStorage::open_as_reader() {
    WF_TRY(const auto reader, readers_.lend());
    return require_head(*reader);
}

Result<void> SqliteStorage::start() {
    WF_CHECK(options_.owner ? open_as_owner() : open_as_reader());
    WF_TRY(const auto reader, readers_.lend());
    WF_TRY(
        const std::int64_t shards,
        reader->integer("SELECT count(*) FROM shards", "counting the shards")
    );
    shard_count_ = static_cast<std::uint32_t>(shards);
    WF_TRY(const std::int64_t version, reader->integer(definitions_version_sql, reading_version));
    definitions_version_ = static_cast<std::uint64_t>(version);
    return {};
}

Result<void> SqliteStorage::finish(Transaction& transaction) const {
    if (options_.commit_delay.count() > 0) std::this_thread::sleep_for(options_.commit_delay);
    return transaction.commit();
}

Result<void> SqliteStorage::commit(const ChangeSet& changes) {
    const std::lock_guard lock{writer_mutex_};
    if (!writer_) return not_owner();
    WF_TRY(Transaction transaction, Transaction::begin(*writer_, Transaction::Kind::write));
    WF_CHECK(fences_.check(*writer_, changes.fences));
    WF_CHECK(write_changes(*writer_, changes, scratch_));
    return finish(transaction);
}

Result<void> SqliteStorage::change_definitions(const DefinitionChanges& changes) {
    const std::lock_guard lock{writer_mutex_};
    if (!writer_) return not_owner();
    WF_TRY(Transaction transaction, Transaction::begin(*writer_, Transaction::Kind::write));
    WF_CHECK(write_definitions(*writer_, changes, scratch_));
    WF_CHECK(finish(transaction));
    ++definitions_version_;
    return {};
}

Result<std::vector<bool>> SqliteStorage::advance_cron_triggers(
    const std::vector<CronAdvance>& advances
) {
    const std::lock_guard lock{writer_mutex_};
    if (!writer_) return not_owner();
    WF_TRY(Transaction transaction, Transaction::begin(*writer_, Transaction::Kind::write));
    std::vector<bool> done;
    for (const CronAdvance& advance : advances) {
        WF_TRY(const bool moved, advance_cron_trigger(*writer_, advance));
        done.push_back(moved);
    }
    WF_CHECK(finish(transaction));
    return done;
}

Result<void> SqliteStorage::remove_notifications(const std::vector<std::int64_t>& numbers) {
    const std::lock_guard lock{writer_mutex_};
    if (!writer_) return not_owner();
    WF_TRY(Transaction transaction, Transaction::begin(*writer_, Transaction::Kind::write));
    WF_CHECK(sqlite::remove_notifications(*writer_, numbers));
    return finish(transaction);
}

std::uint64_t SqliteStorage::definitions_version() {
    // Only an owner writes, so an owner need not ask the database.
    if (writer_) return definitions_version_;
    const auto reader = readers_.lend();
    if (!reader) return definitions_version_;
    const auto version = (*reader)->integer(definitions_version_sql, reading_version);
    return version ? static_cast<std::uint64_t>(*version) : definitions_version_.load();
}

Result<std::optional<StoredTree>> SqliteStorage::load_tree(const Id& root) {
    WF_TRY(const auto reader, readers_.lend());
    // One snapshot for the three tables.
    WF_TRY(Transaction snapshot, Transaction::begin(*reader, Transaction::Kind::read));
    StoredTree tree;
    WF_CHECK(read_tree_rows(*reader, root, tree.workflows));
    WF_CHECK(read_tree_rows(*reader, root, tree.tasks));
    WF_CHECK(read_tree_rows(*reader, root, tree.actions));
    WF_CHECK(snapshot.commit());
    if (tree.workflows.empty() && tree.tasks.empty() && tree.actions.empty()) return std::nullopt;
    return tree;
}

}  // namespace
}  // namespace sqlite

Result<std::unique_ptr<Storage>> open_sqlite(SqliteOptions options) {
    if (options.path.empty())
        return fail(ErrorCode::invalid_argument, "the path of the database is empty");
    auto storage = std::make_unique<sqlite::SqliteStorage>(std::move(options));
    WF_CHECK(storage->start());
    return storage;
}

}  // namespace wf
