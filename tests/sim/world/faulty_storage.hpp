// The storage port of one node, between the runtime and the disk that all nodes share: here the
// database fails and nodes die in the middle of a commit.
#pragma once
#include "ports/storage.hpp"
#include "world/bugs.hpp"
#include "world/faults.hpp"
#include "world/ledger.hpp"

namespace wf::sim {

/// Thrown out of a commit: the process is gone. The runtime above it is destroyed by who catches.
struct NodeDied {};

/// The state of the database that all nodes see.
struct Weather {
    FaultPlan& plan;
    Dice& dice;
    Journal& journal;
    Ledger& ledger;
    bool outage = false;
    Bug bug = Bug::none;
    bool bug_struck = false;       ///< it has had its effect
    bool unknown_commits = false;  ///< an applied commit was answered with an error
};

class FaultyStorage final : public Storage {
public:
    FaultyStorage(Storage& disk, Weather& weather) : disk_(disk), weather_(weather) {}

    Result<std::vector<Fence>> claim_all_shards() override;

    std::uint32_t shard_count() const override { return disk_.shard_count(); }

    Result<void> commit(const ChangeSet& changes) override;
    Result<std::optional<StoredTree>> load_tree(const Id& root) override;
    Result<std::vector<Id>> unfinished_roots(const Id& after, std::size_t limit) override;
    Result<std::optional<Id>> find_alias(std::string_view alias) override;
    Result<std::optional<std::string>> definition_text(std::string_view checksum) override;
    Result<std::optional<WorkflowExecutionRow>> get_workflow_execution(const Id& id) override;
    Result<std::optional<TaskExecutionRow>> get_task_execution(const Id& id) override;
    Result<std::optional<ActionExecutionRow>> get_action_execution(const Id& id) override;
    Result<std::vector<WorkflowExecutionRow>> list_workflow_executions(const Query& query) override;
    Result<std::vector<TaskExecutionRow>> list_task_executions(const Query& query) override;
    Result<std::vector<ActionExecutionRow>> list_action_executions(const Query& query) override;
    Result<std::vector<WorkflowDefinitionRow>> list_workflow_definitions(const Query& query
    ) override;
    Result<std::vector<ActionDefinitionRow>> list_action_definitions(const Query& query) override;
    Result<std::vector<WorkbookRow>> list_workbooks(const Query& query) override;
    Result<std::vector<EnvironmentRow>> list_environments(const Query& query) override;
    Result<std::optional<WorkflowDefinitionRow>> find_workflow_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) override;
    Result<std::optional<ActionDefinitionRow>> find_action_definition(
        std::string_view id_or_name, std::string_view name_space, std::string_view project_id
    ) override;
    Result<std::optional<WorkbookRow>> find_workbook(
        std::string_view name, std::string_view name_space, std::string_view project_id
    ) override;
    Result<std::optional<EnvironmentRow>> find_environment(
        std::string_view name, std::string_view project_id
    ) override;
    Result<void> change_definitions(const DefinitionChanges& changes) override;

    std::uint64_t definitions_version() override { return disk_.definitions_version(); }

private:
    Result<void> apply(const ChangeSet& changes);
    Result<void> apply_with_bug(ChangeSet changes);
    Result<void> available() const;
    Result<void> readable() const;

    Storage& disk_;
    Weather& weather_;
};

}  // namespace wf::sim
