// Contract: what was committed comes back whole.
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"

namespace wf::contract {
namespace {

void check_tree(Storage& storage, const StoredTree& expected) {
    const auto loaded = must(storage.load_tree(expected.workflows.front().id));
    REQUIRE(loaded.has_value());
    check_same_rows(loaded->workflows, expected.workflows);
    check_same_rows(loaded->tasks, expected.tasks);
    check_same_rows(loaded->actions, expected.actions);
}

void full_rows(Storage& storage) {
    const StoredTree tree = full_tree(1);
    const StoredTree other = full_tree(2);
    insert(storage, tree);
    insert(storage, other);
    check_tree(storage, tree);
    check_tree(storage, other);
}

void empty_rows(Storage& storage) {
    TreeIds ids{1};
    StoredTree tree;
    tree.workflows.push_back(workflow_row(ids.root(), ""));
    tree.tasks.push_back(task_row(ids.next(), ids.root(), ""));
    tree.actions.push_back(action_row(ids.next(), tree.tasks.back()));
    insert(storage, tree);
    check_tree(storage, tree);
}

void values(Storage& storage) {
    const Value samples[] = {
        Value{},
        Value{false},
        Value{0},
        Value{-1.5},
        Value{1e300},
        Value{""},
        Value{"null"},
        Value{std::string(100'000, 'x')},
        Value{std::string("a\0b", 3)},
        Value::list({}),
        Value::dict({}),
        Value::list({Value::list({Value{}})}),
        Value{"\xf0\x9f\x98\x80"},
        Value{std::int64_t{9'223'372'036'854'775'807}},
    };
    TreeIds ids{1};
    StoredTree tree;
    tree.workflows.push_back(workflow_row(ids.root()));
    for (const Value& value : samples) {
        tree.tasks.push_back(task_row(ids.next(), ids.root()));
        tree.tasks.back().published = value;
    }
    insert(storage, tree);
    check_tree(storage, tree);
}

void get_fills_joined_fields(Storage& storage) {
    StoredTree tree = full_tree(1);
    insert(storage, tree);
    const WorkflowExecutionRow& workflow = tree.workflows.front();
    check_same(*must(storage.get_workflow_execution(workflow.id)), workflow);
    const auto task = must(storage.get_task_execution(tree.tasks[0].id));
    REQUIRE(task);
    check_same(*task, tree.tasks[0]);
    CHECK(task->workflow_name == workflow.workflow_name);
    CHECK(task->workflow_namespace == workflow.workflow_namespace);
    CHECK(task->workflow_id == workflow.workflow_id);
    CHECK(task->project_id == workflow.project_id);
    auto action = must(storage.get_action_execution(tree.actions[0].id));
    REQUIRE(action);
    CHECK(action->workflow_name == workflow.workflow_name);
    CHECK(action->task_name == tree.tasks[0].name);
    CHECK(action->project_id == workflow.project_id);
    CHECK(action->workflow_namespace == workflow.workflow_namespace);
    action->project_id = tree.actions[0].project_id;
    action->workflow_namespace = tree.actions[0].workflow_namespace;
    check_same(*action, tree.actions[0]);
}

void unknown_ids(Storage& storage) {
    const Id id = TreeIds{9}.root();
    CHECK_FALSE(must(storage.load_tree(id)).has_value());
    CHECK_FALSE(must(storage.get_workflow_execution(id)).has_value());
    CHECK_FALSE(must(storage.get_task_execution(id)).has_value());
    CHECK_FALSE(must(storage.get_action_execution(id)).has_value());
    CHECK_FALSE(must(storage.find_alias("nobody")).has_value());
    CHECK_FALSE(must(storage.find_alias("")).has_value());
    CHECK_FALSE(must(storage.definition_text("0")).has_value());
}

void stand_alone_action(Storage& storage) {
    ActionExecutionRow row;
    row.id = TreeIds{3}.root();
    row.name = "std.echo";
    row.project_id = "p7";
    row.workflow_namespace = "ns";
    ChangeSet changes;
    changes.inserted_actions = {&row};
    must(storage.commit(changes));
    const auto tree = must(storage.load_tree(row.id));
    REQUIRE(tree);
    CHECK(tree->workflows.empty());
    REQUIRE(tree->actions.size() == 1);
    check_same(tree->actions[0], row);
    check_same(*must(storage.get_action_execution(row.id)), row);
}

void unfinished_roots(Storage& storage) {
    std::vector<Id> expected;
    ChangeSet changes;
    std::vector<WorkflowExecutionRow> workflows;
    std::vector<ActionExecutionRow> actions;
    for (std::uint32_t i = 0; i < 10; ++i) {
        const TreeIds ids{i, 1'700'000'000'000 + i};
        if (i % 3 == 0) {
            auto& action = actions.emplace_back();
            action.id = ids.root();
            action.state = i == 6 ? State::success : State::running;
            if (i != 6) expected.push_back(ids.root());
            continue;
        }
        auto& workflow = workflows.emplace_back(workflow_row(ids.root()));
        workflow.active = i % 2 == 0;
        if (workflow.active) expected.push_back(ids.root());
    }
    for (const auto& row : workflows) changes.inserted_workflows.push_back(&row);
    for (const auto& row : actions) changes.inserted_actions.push_back(&row);
    must(storage.commit(changes));
    CHECK(must(storage.unfinished_roots({}, 100)) == expected);
    std::vector<Id> paged;
    while (true) {
        const Id after = paged.empty() ? Id{} : paged.back();
        const auto page = must(storage.unfinished_roots(after, 2));
        if (page.empty()) break;
        CHECK(page.size() <= 2);
        paged.insert(paged.end(), page.begin(), page.end());
    }
    CHECK(paged == expected);
}

constexpr ContractCase cases[] = {
    {"a tree comes back as it was stored, every field", full_rows},
    {"rows with nothing set come back as such", empty_rows},
    {"values come back identical", values},
    {"reading by id fills the joined fields", get_fills_joined_fields},
    {"what is unknown is nothing, not an error", unknown_ids},
    {"a stand-alone action is a tree of its own", stand_alone_action},
    {"unfinished roots: active ones and running stand-alone actions", unfinished_roots},
};

}  // namespace

std::span<const ContractCase> tree_cases() {
    return cases;
}

}  // namespace wf::contract
