// Contract: group commits are all or nothing, fenced, and write what they say.
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"
#include "storage/rows/stored_columns.hpp"

#include <algorithm>

namespace wf::contract {
namespace {

/// `fresh` with the fields that updates do not write taken from `stored`.
template <class Row>
Row after_update(const Row& stored, const Row& fresh) {
    Row row = stored;
    visit_columns(RowType<Row>{}, [&](StoredColumn column, auto member) {
        if (column.changes) row.*member = fresh.*member;
    });
    return row;
}

template <class Row>
Row refilled(const Row& stored, std::uint32_t seed) {
    Row fresh = Filler{seed}.row<Row>();
    fresh.id = stored.id;
    return fresh;
}

void updates(Storage& storage) {
    const StoredTree tree = full_tree(1);
    insert(storage, tree);
    const auto workflow = refilled(tree.workflows[0], 50);
    const auto task = refilled(tree.tasks[1], 51);
    const auto action = refilled(tree.actions[0], 52);
    ChangeSet changes;
    changes.updated_workflows = {&workflow};
    changes.updated_tasks = {&task};
    changes.updated_actions = {&action};
    must(storage.commit(changes));
    const auto loaded = must(storage.load_tree(tree.workflows[0].id));
    REQUIRE(loaded);
    check_same(loaded->workflows[0], after_update(tree.workflows[0], workflow));
    check_same(loaded->workflows[1], tree.workflows[1]);
    check_same(loaded->tasks[0], tree.tasks[0]);
    check_same(loaded->tasks[1], after_update(tree.tasks[1], task));
    check_same(loaded->actions[0], after_update(tree.actions[0], action));
}

void updates_to_nothing(Storage& storage) {
    const StoredTree tree = full_tree(1);
    insert(storage, tree);
    TaskExecutionRow bare;
    bare.id = tree.tasks[0].id;
    ChangeSet changes;
    changes.updated_tasks = {&bare};
    must(storage.commit(changes));
    check_same(
        must(storage.load_tree(tree.workflows[0].id))->tasks[0], after_update(tree.tasks[0], bare)
    );
}

/// Neither the good rows before nor those after a refused one are there.
void check_nothing_left(Storage& storage, const StoredTree& tree) {
    CHECK_FALSE(must(storage.load_tree(tree.workflows[0].id)).has_value());
    CHECK_FALSE(must(storage.find_alias(tree.workflows[0].alias)).has_value());
    insert(storage, tree);
    CHECK(must(storage.load_tree(tree.workflows[0].id)).has_value());
}

void failed_insert(Storage& storage) {
    const StoredTree old = full_tree(1);
    insert(storage, old);
    const StoredTree tree = full_tree(2);
    ChangeSet changes = insertion_of(tree);
    changes.inserted_actions.push_back(&old.actions[0]);
    CHECK(code_of(storage.commit(changes)) == ErrorCode::conflict);
    check_nothing_left(storage, tree);
}

void failed_update(Storage& storage) {
    const StoredTree tree = full_tree(2);
    const TaskExecutionRow missing = task_row(TreeIds{5}.root(), tree.workflows[0].id);
    ChangeSet changes = insertion_of(tree);
    changes.updated_tasks = {&missing};
    CHECK(code_of(storage.commit(changes)) == ErrorCode::not_found);
    check_nothing_left(storage, tree);
}

void failed_fence(Storage& storage) {
    const auto old_fences = must(storage.claim_all_shards());
    CHECK(old_fences.size() == storage.shard_count());
    const StoredTree tree = full_tree(2);
    ChangeSet changes = insertion_of(tree);
    changes.fences = {old_fences[3], old_fences[4]};
    const auto fences = must(storage.claim_all_shards());
    const auto refused = storage.commit(changes);
    CHECK(code_of(refused) == ErrorCode::storage_conflict);
    CHECK(refused.error().message.find("shard 3 was taken over") != std::string::npos);
    check_nothing_left(storage, tree);
    const StoredTree other = full_tree(3);
    ChangeSet allowed = insertion_of(other);
    allowed.fences = {fences[3], fences[4]};
    must(storage.commit(allowed));
    allowed.fences = {Fence{storage.shard_count(), 1}};
    CHECK(code_of(storage.commit(allowed)) == ErrorCode::storage_conflict);
}

void fences(Storage& storage) {
    const auto first = must(storage.claim_all_shards());
    const auto second = must(storage.claim_all_shards());
    REQUIRE(first.size() == second.size());
    for (std::uint32_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].shard == i);
        CHECK(second[i].epoch > first[i].epoch);
    }
}

void alias(Storage& storage) {
    auto row = workflow_row(TreeIds{1}.root());
    row.alias = "client-chosen";
    insert(storage, row);
    insert(storage, workflow_row(TreeIds{2}.root()));
    insert(storage, workflow_row(TreeIds{3}.root()));
    CHECK(must(storage.find_alias("client-chosen")) == row.id);
    auto again = workflow_row(TreeIds{4}.root());
    again.alias = "client-chosen";
    ChangeSet changes;
    changes.inserted_workflows = {&again};
    const auto refused = storage.commit(changes);
    CHECK(code_of(refused) == ErrorCode::conflict);
    CHECK(refused.error().message == "Duplicate entry for WorkflowExecution ['id']: client-chosen");
    ChangeSet deletion;
    deletion.deleted_trees = {row.id};
    must(storage.commit(deletion));
    CHECK_FALSE(must(storage.find_alias("client-chosen")).has_value());
    must(storage.commit(changes));
    CHECK(must(storage.find_alias("client-chosen")) == again.id);
}

void deletions(Storage& storage) {
    const StoredTree doomed = full_tree(1);
    const StoredTree kept = full_tree(2);
    insert(storage, doomed);
    insert(storage, kept);
    ChangeSet changes;
    changes.deleted_trees = {doomed.workflows[0].id};
    changes.deleted_rows = {kept.workflows[1].id, kept.tasks[0].id, kept.actions[1].id};
    must(storage.commit(changes));
    CHECK_FALSE(must(storage.load_tree(doomed.workflows[0].id)).has_value());
    CHECK_FALSE(must(storage.get_action_execution(doomed.actions[0].id)).has_value());
    const auto rest = must(storage.load_tree(kept.workflows[0].id));
    REQUIRE(rest);
    CHECK(ids_of(rest->workflows) == std::vector<Id>{kept.workflows[0].id});
    CHECK(ids_of(rest->tasks) == std::vector<Id>{kept.tasks[1].id});
    CHECK(ids_of(rest->actions) == std::vector<Id>{kept.actions[0].id});
    CHECK(must(storage.list_workflow_executions({})).size() == 1);
}

/// What is written and deleted in one batch is gone.
void deletion_after_insert(Storage& storage) {
    const StoredTree tree = full_tree(1);
    ChangeSet changes = insertion_of(tree);
    changes.deleted_trees = {tree.workflows[0].id};
    must(storage.commit(changes));
    CHECK_FALSE(must(storage.load_tree(tree.workflows[0].id)).has_value());
}

void insert_and_update(Storage& storage) {
    const StoredTree tree = full_tree(1);
    ChangeSet changes = insertion_of(tree);
    const auto task = refilled(tree.tasks[0], 77);
    changes.updated_tasks = {&task};
    must(storage.commit(changes));
    check_same(
        must(storage.load_tree(tree.workflows[0].id))->tasks[0], after_update(tree.tasks[0], task)
    );
}

void empty_commit(Storage& storage) {
    must(storage.commit({}));
    must(storage.change_definitions({}));
}

constexpr ContractCase cases[] = {
    {"updates write the changing fields of the named rows only", updates},
    {"updates can take values away", updates_to_nothing},
    {"an insert of an existing row leaves nothing of its commit", failed_insert},
    {"an update of a missing row leaves nothing of its commit", failed_update},
    {"a stale fence leaves nothing of its commit", failed_fence},
    {"every claim raises every epoch", fences},
    {"aliases are unique and found until the tree is deleted", alias},
    {"trees and single rows are deleted, neighbours stay", deletions},
    {"what is inserted and deleted in one commit is gone", deletion_after_insert},
    {"what is inserted and updated in one commit is updated", insert_and_update},
    {"an empty commit is fine", empty_commit},
};

}  // namespace

std::span<const ContractCase> commit_cases() {
    return cases;
}

}  // namespace wf::contract
