#include "world/faulty_storage.hpp"

namespace wf::sim {
namespace {

tl::unexpected<Error> gone() {
    return fail(ErrorCode::storage_unavailable, "the simulated database is away");
}

}  // namespace

Result<void> FaultyStorage::available() const {
    if (weather_.outage) return gone();
    return {};
}

Result<void> FaultyStorage::readable() const {
    WF_CHECK(available());
    if (!weather_.plan.strikes(Fault::read_refused, weather_.dice)) return {};
    weather_.journal.note([] { return "a read is refused"; });
    return gone();
}

Result<void> FaultyStorage::apply_with_bug(ChangeSet changes) {
    switch (weather_.bug) {
    case Bug::skip_fence: changes.fences.clear(); break;
    case Bug::forget_row:
        if (changes.updated_tasks.empty() || !weather_.dice.chance(5)) break;
        changes.updated_tasks.pop_back();
        weather_.bug_struck = true;
        break;
    case Bug::lie_about_commit:
        if (!weather_.dice.chance(3)) break;
        weather_.bug_struck = true;
        return {};
    default: break;
    }
    return disk_.commit(changes);
}

Result<void> FaultyStorage::apply(const ChangeSet& changes) {
    const Result<void> done =
        weather_.bug == Bug::none ? disk_.commit(changes) : apply_with_bug(changes);
    if (done) weather_.ledger.committed(changes);
    return done;
}

Result<void> FaultyStorage::commit(const ChangeSet& changes) {
    WF_CHECK(available());
    FaultPlan& plan = weather_.plan;
    Dice& dice = weather_.dice;
    Journal& journal = weather_.journal;
    if (plan.strikes(Fault::commit_refused, dice)) {
        journal.note([] { return "commit refused"; });
        return gone();
    }
    if (plan.strikes(Fault::crash_before_commit, dice)) {
        if (weather_.bug == Bug::torn_commit && !changes.updated_tasks.empty()) {
            ChangeSet half = changes;
            half.updated_tasks.clear();
            half.updated_actions.clear();
            (void)disk_.commit(half);
        }
        throw NodeDied{};
    }
    if (plan.strikes(Fault::crash_after_commit, dice)) {
        (void)apply(changes);
        throw NodeDied{};
    }
    if (plan.strikes(Fault::commit_unknown, dice)) {
        (void)apply(changes);
        weather_.unknown_commits = true;
        journal.note([] { return "commit applied, but answered with an error"; });
        return gone();
    }
    if (weather_.bug == Bug::answer_early && plan.is_on() && dice.chance(2)) return {};
    return apply(changes);
}

Result<std::vector<Fence>> FaultyStorage::claim_all_shards() {
    WF_CHECK(available());
    return disk_.claim_all_shards();
}

Result<std::optional<StoredTree>> FaultyStorage::load_tree(const Id& root) {
    WF_CHECK(readable());
    return disk_.load_tree(root);
}

Result<std::vector<Id>> FaultyStorage::unfinished_roots(const Id& after, std::size_t limit) {
    WF_CHECK(readable());
    return disk_.unfinished_roots(after, limit);
}

Result<std::optional<Id>> FaultyStorage::find_alias(std::string_view alias) {
    WF_CHECK(readable());
    return disk_.find_alias(alias);
}

Result<std::optional<std::string>> FaultyStorage::definition_text(std::string_view checksum) {
    WF_CHECK(readable());
    return disk_.definition_text(checksum);
}

Result<std::optional<WorkflowExecutionRow>> FaultyStorage::get_workflow_execution(const Id& id) {
    WF_CHECK(readable());
    return disk_.get_workflow_execution(id);
}

Result<std::optional<TaskExecutionRow>> FaultyStorage::get_task_execution(const Id& id) {
    WF_CHECK(readable());
    return disk_.get_task_execution(id);
}

Result<std::optional<ActionExecutionRow>> FaultyStorage::get_action_execution(const Id& id) {
    WF_CHECK(readable());
    return disk_.get_action_execution(id);
}

Result<std::vector<WorkflowExecutionRow>> FaultyStorage::list_workflow_executions(const Query& query
) {
    WF_CHECK(readable());
    return disk_.list_workflow_executions(query);
}

Result<std::vector<TaskExecutionRow>> FaultyStorage::list_task_executions(const Query& query) {
    WF_CHECK(readable());
    return disk_.list_task_executions(query);
}

Result<std::vector<ActionExecutionRow>> FaultyStorage::list_action_executions(const Query& query) {
    WF_CHECK(readable());
    return disk_.list_action_executions(query);
}

Result<std::vector<WorkflowDefinitionRow>> FaultyStorage::list_workflow_definitions(
    const Query& query
) {
    WF_CHECK(readable());
    return disk_.list_workflow_definitions(query);
}

Result<std::vector<ActionDefinitionRow>> FaultyStorage::list_action_definitions(const Query& query
) {
    WF_CHECK(readable());
    return disk_.list_action_definitions(query);
}

Result<std::vector<WorkbookRow>> FaultyStorage::list_workbooks(const Query& query) {
    WF_CHECK(readable());
    return disk_.list_workbooks(query);
}

Result<std::vector<EnvironmentRow>> FaultyStorage::list_environments(const Query& query) {
    WF_CHECK(readable());
    return disk_.list_environments(query);
}

Result<std::optional<WorkflowDefinitionRow>> FaultyStorage::find_workflow_definition(
    std::string_view id_or_name, std::string_view name_space, std::string_view project_id
) {
    WF_CHECK(readable());
    return disk_.find_workflow_definition(id_or_name, name_space, project_id);
}

Result<std::optional<ActionDefinitionRow>> FaultyStorage::find_action_definition(
    std::string_view id_or_name, std::string_view name_space, std::string_view project_id
) {
    WF_CHECK(readable());
    return disk_.find_action_definition(id_or_name, name_space, project_id);
}

Result<std::optional<WorkbookRow>> FaultyStorage::find_workbook(
    std::string_view name, std::string_view name_space, std::string_view project_id
) {
    WF_CHECK(readable());
    return disk_.find_workbook(name, name_space, project_id);
}

Result<std::optional<EnvironmentRow>> FaultyStorage::find_environment(
    std::string_view name, std::string_view project_id
) {
    WF_CHECK(readable());
    return disk_.find_environment(name, project_id);
}

Result<void> FaultyStorage::change_definitions(const DefinitionChanges& changes) {
    WF_CHECK(readable());
    return disk_.change_definitions(changes);
}

}  // namespace wf::sim
