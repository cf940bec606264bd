// Contract: filters, projections and visibility of lists.
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"

#include <algorithm>

namespace wf::contract {
namespace {

constexpr std::int64_t start_ms = 1'700'000'000'000;  // 2023-11-14 22:13:20

/// Four trees; descriptions "0" to "3" name them in the expectations below.
std::vector<StoredTree> sample_trees() {
    std::vector<StoredTree> trees;
    for (std::uint32_t i = 0; i < 4; ++i) {
        TreeIds ids{i, start_ms + i};
        StoredTree tree;
        auto& workflow = tree.workflows.emplace_back(workflow_row(ids.root()));
        workflow.description = std::to_string(i);
        workflow.workflow_name = i < 2 ? "Alpha_1" : "beta%2";
        workflow.workflow_id = make_random_id(i + 1, 1);
        workflow.created_at = {start_ms + i * 700};  // seconds :20 :20 :21 :22
        tree.tasks.push_back(task_row(ids.next(), workflow.id, i % 2 == 0 ? "even" : "odd"));
        tree.actions.push_back(action_row(ids.next(), tree.tasks[0]));
        trees.push_back(std::move(tree));
    }
    WorkflowExecutionRow& w0 = trees[0].workflows[0];
    w0.state = State::success;
    w0.tags = Value::list({"red", "dark red"});
    w0.updated_at = Instant{start_ms + 5500};
    w0.output = Value::dict({{"result", "fein"}});
    WorkflowExecutionRow& w1 = trees[1].workflows[0];
    w1.state = State::error;
    w1.state_info = "it broke at 100%";
    w1.tags = Value::list({"blue"});
    w1.accepted = true;
    WorkflowExecutionRow& w2 = trees[2].workflows[0];
    w2.state_info = "it";
    w2.input = Value::dict({{"a", 1}, {"b", Value::list({})}});
    trees[0].tasks[0].type = TaskType::workflow;
    trees[0].tasks[0].processed = true;
    trees[0].actions[0].has_result = true;
    trees[0].actions[0].result = Value::list({1, "two"});
    trees[1].actions[0].has_result = true;
    return trees;
}

void insert_samples(Storage& storage) {
    for (const StoredTree& tree : sample_trees()) insert(storage, tree);
}

struct FilterCase {
    const char* column;
    FilterOp op;
    std::vector<Value> values;
    std::string_view expected;  ///< descriptions of the rows, in creation order
};

std::vector<FilterCase> workflow_filters() {
    using enum FilterOp;
    const auto trees = sample_trees();
    const Value id0 = to_text(trees[0].workflows[0].id);
    const Value id1 = to_text(trees[1].workflows[0].id);
    return {
        {"workflow_name", eq, {"Alpha_1"}, "01"},
        {"name", eq, {"Alpha_1"}, "01"},
        {"workflow_name", eq, {"alpha_1"}, ""},
        {"workflow_name", eq, {""}, ""},
        {"workflow_name", neq, {"Alpha_1"}, "23"},
        {"workflow_name", gt, {"Alpha_1"}, "23"},
        {"workflow_name", gte, {"Alpha_1"}, "0123"},
        {"workflow_name", lt, {"beta%2"}, "01"},
        {"workflow_name", lte, {"Alpha_0"}, ""},
        {"workflow_name", in, {"beta%2", "x"}, "23"},
        {"workflow_name", in, {}, ""},
        {"workflow_name", nin, {"beta%2", "x"}, "01"},
        {"workflow_name", nin, {}, "0123"},
        {"workflow_name", has, {"a"}, "0123"},
        {"workflow_name", has, {"%"}, "23"},
        {"workflow_name", has, {"_"}, "01"},
        {"workflow_name", has, {"a_1"}, "01"},
        {"workflow_name", has, {""}, "0123"},
        {"workflow_name", has, {"ALPHA"}, ""},
        {"state_info", eq, {"it"}, "2"},
        {"state_info", neq, {"it"}, "1"},
        {"state_info", nin, {"it"}, "1"},
        {"state_info", has, {"100%"}, "1"},
        {"state_info", is_null, {}, "03"},
        {"updated_at", is_null, {}, "123"},
        {"root_execution_id", is_null, {}, "0123"},
        {"task_execution_id", is_null, {}, "0123"},
        {"state", eq, {"RUNNING"}, "23"},
        {"state", eq, {"NONSENSE"}, ""},
        {"state", neq, {"NONSENSE"}, "0123"},
        {"state", neq, {"RUNNING"}, "01"},
        {"state", in, {"SUCCESS", "ERROR", "x"}, "01"},
        {"state", nin, {"SUCCESS", "ERROR"}, "23"},
        {"state", gt, {"RUNNING"}, "0"},
        {"state", has, {"R"}, "123"},
        {"accepted", eq, {true}, "1"},
        {"accepted", neq, {true}, "023"},
        {"created_at", eq, {"2023-11-14 22:13:20"}, "01"},
        {"created_at", eq, {"2023-11-14T22:13:20"}, "01"},
        {"created_at", neq, {"2023-11-14 22:13:20"}, "23"},
        {"created_at", gt, {"2023-11-14 22:13:20"}, "23"},
        {"created_at", gte, {"2023-11-14 22:13:21"}, "23"},
        {"created_at", lt, {"2023-11-14 22:13:21"}, "01"},
        {"created_at", lte, {"2023-11-14 22:13:21"}, "012"},
        {"created_at", in, {"2023-11-14 22:13:20", "2023-11-14 22:13:22"}, "013"},
        {"created_at", nin, {"2023-11-14 22:13:20", "2023-11-14 22:13:22"}, "2"},
        {"created_at", has, {"13:20"}, "01"},
        {"updated_at", eq, {"2023-11-14 22:13:25"}, "0"},
        {"updated_at", neq, {"2023-11-14 22:13:25"}, ""},
        {"id", eq, {id1}, "1"},
        {"id", neq, {id1}, "023"},
        {"id", in, {id0, id1, "x"}, "01"},
        {"id", eq, {"not an id"}, ""},
        {"id", neq, {"not an id"}, "0123"},
        {"id", gte, {id1}, "123"},
        {"id", has, {"-"}, "0123"},
        {"workflow_id", eq, {to_text(make_random_id(3, 1))}, "2"},
        {"tags", eq, {"red"}, "0"},
        {"tags", has, {"red", "dark"}, "0"},
        {"tags", in, {"red", "blue"}, ""},
        {"tags", neq, {"red"}, "1"},
        {"tags", nin, {"red", "blue"}, ""},
        {"tags", is_null, {}, "23"},
        {"input", eq, {Value::dict({{"a", 1}, {"b", Value::list({})}})}, "2"},
        {"input", eq, {R"({"a":1,"b":[]})"}, "2"},
        {"input", has, {"\"a\":"}, "2"},
        {"output", is_null, {}, "123"},
        {"project_id", eq, {"p1"}, "0123"},
        {"description", gte, {"2"}, "23"},
    };
}

template <class Row>
using ListFunction = Result<std::vector<Row>> (Storage::*)(const Query&);

void workflow_filter_ops(Storage& storage) {
    insert_samples(storage);
    for (const FilterCase& item : workflow_filters()) {
        Query query;
        query.filters = {{item.column, item.op, item.values}};
        query.sort = {{"created_at", false}};
        std::string found;
        for (const auto& row : must(storage.list_workflow_executions(query)))
            found += row.description;
        INFO(std::string{item.column}, " operator ", static_cast<int>(item.op));
        CHECK(found == std::string{item.expected});
    }
}

/// Rows are named by the number of their tree.
template <class Row>
void check_filters(Storage& storage, ListFunction<Row> list, const std::vector<FilterCase>& items) {
    const auto trees = sample_trees();
    for (const FilterCase& item : items) {
        Query query;
        query.filters = {{item.column, item.op, item.values}};
        std::string found;
        for (const Row& row : must((storage.*list)(query))) {
            for (std::size_t i = 0; i < trees.size(); ++i) {
                if (root_of(row.id) == trees[i].workflows[0].id) found += std::to_string(i);
            }
        }
        INFO(std::string{item.column}, " operator ", static_cast<int>(item.op));
        CHECK(found == std::string{item.expected});
    }
}

void task_filters(Storage& storage) {
    using enum FilterOp;
    insert_samples(storage);
    const auto trees = sample_trees();
    const Value workflow1 = to_text(trees[1].workflows[0].id);
    check_filters<TaskExecutionRow>(
        storage,
        &Storage::list_task_executions,
        {
            {"name", eq, {"odd"}, "13"},
            {"type", eq, {"WORKFLOW"}, "0"},
            {"type", neq, {"WORKFLOW"}, "123"},
            {"type", has, {"ACT"}, "123"},
            {"type", eq, {"x"}, ""},
            {"processed", eq, {false}, "123"},
            {"workflow_execution_id", eq, {workflow1}, "1"},
            {"workflow_execution_id", neq, {workflow1}, "023"},
            {"workflow_execution_id", eq, {to_text(trees[1].tasks[0].id)}, ""},
            {"workflow_execution_id", eq, {"nonsense"}, ""},
            {"workflow_name", eq, {"beta%2"}, "23"},
            {"workflow_id", eq, {to_text(make_random_id(1, 1))}, "0"},
            {"project_id", eq, {"p1"}, "0123"},
        }
    );
}

void action_filters(Storage& storage) {
    using enum FilterOp;
    insert_samples(storage);
    const auto trees = sample_trees();
    check_filters<ActionExecutionRow>(
        storage,
        &Storage::list_action_executions,
        {
            {"task_name", eq, {"even"}, "02"},
            {"task_execution_id", eq, {to_text(trees[2].tasks[0].id)}, "2"},
            {"workflow_execution_id", eq, {to_text(trees[2].workflows[0].id)}, "2"},
            {"workflow_name", has, {"lph"}, "01"},
            {"output", is_null, {}, "23"},
            {"output", eq, {Value::dict({{"result", Value::list({1, "two"})}})}, "0"},
            {"output", eq, {R"({"result":null})"}, "1"},
        }
    );
}

void filters_combine(Storage& storage) {
    insert_samples(storage);
    Query query;
    query.filters = {
        {"workflow_name", FilterOp::eq, {"Alpha_1"}},
        {"state", FilterOp::neq, {"SUCCESS"}},
        {"created_at", FilterOp::lte, {"2023-11-14 22:13:20"}},
    };
    const auto rows = must(storage.list_workflow_executions(query));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].description == "1");
}

void tree_filters(Storage& storage) {
    const StoredTree tree = full_tree(1);
    insert(storage, tree);
    insert(storage, full_tree(2));
    const std::string root = to_text(tree.workflows[0].id);
    Query query;
    query.filters = {{"root_execution_id", FilterOp::eq, {root}}};
    CHECK(
        ids_of(must(storage.list_workflow_executions(query))) ==
        std::vector<Id>{tree.workflows[1].id}
    );
    query.filters = {{"root_execution_id", FilterOp::is_null, {}}};
    CHECK(must(storage.list_workflow_executions(query)).size() == 2);
    query.filters = {{"workflow_execution_id", FilterOp::eq, {root}}};
    query.sort = {{"created_at", true}};
    CHECK(
        ids_of(must(storage.list_task_executions(query))) ==
        std::vector<Id>{tree.tasks[1].id, tree.tasks[0].id}
    );
}

void refused_queries(Storage& storage) {
    insert_samples(storage);
    const auto refuse = [&](std::vector<Filter> filters, std::vector<Sort> sort) {
        Query query;
        query.filters = std::move(filters);
        query.sort = std::move(sort);
        return code_of(storage.list_workflow_executions(query)) == ErrorCode::invalid_argument;
    };
    CHECK(refuse({{"nonsense", FilterOp::eq, {"x"}}}, {}));
    CHECK(refuse({{"id; DROP TABLE x", FilterOp::eq, {"x"}}}, {}));
    CHECK(refuse({}, {{"nonsense", false}}));
    CHECK(refuse({{"created_at", FilterOp::eq, {"yesterday"}}}, {}));
    CHECK(refuse({{"accepted", FilterOp::eq, {"true"}}}, {}));
    CHECK(refuse({{"workflow_name", FilterOp::eq, {5}}}, {}));
    CHECK(refuse({{"workflow_name", FilterOp::eq, {}}}, {}));
}

/// What is not asked for may be missing; what is asked for, and everything small, is there.
void projection(Storage& storage) {
    const StoredTree tree = full_tree(1);
    insert(storage, tree);
    Query query;
    query.columns = {"id", "workflow_name", "input", "result", "no such column"};
    query.sort = {{"id", false}};
    const auto workflows = must(storage.list_workflow_executions(query));
    REQUIRE(workflows.size() == 2);
    CHECK(identical(workflows[0].input, tree.workflows[0].input));
    CHECK(workflows[0].alias == tree.workflows[0].alias);
    CHECK(workflows[0].state == tree.workflows[0].state);
    CHECK(workflows[0].state_info == tree.workflows[0].state_info);
    CHECK(workflows[0].created_at == tree.workflows[0].created_at);
    const auto tasks = must(storage.list_task_executions(query));
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[1].workflow_name == tree.workflows[0].workflow_name);
    CHECK(tasks[1].retry_no == tree.tasks[1].retry_no);
    query.columns = {"output"};
    const auto actions = must(storage.list_action_executions(query));
    REQUIRE(actions.size() == 2);
    CHECK(identical(actions[0].result, tree.actions[0].result));
    query.columns = {};
    const auto whole = must(storage.list_workflow_executions(query));
    check_same(whole[0], tree.workflows[0]);
}

void visibility_of_executions(Storage& storage) {
    for (std::uint32_t i = 0; i < 3; ++i) {
        TreeIds ids{i};
        StoredTree tree;
        tree.workflows.push_back(workflow_row(ids.root()));
        tree.workflows[0].project_id = i == 0 ? "mine" : "theirs";
        tree.tasks.push_back(task_row(ids.next(), ids.root()));
        tree.actions.push_back(action_row(ids.next(), tree.tasks[0]));
        insert(storage, tree);
    }
    ActionExecutionRow alone;
    alone.id = TreeIds{7}.root();
    alone.project_id = "mine";
    ChangeSet changes;
    changes.inserted_actions = {&alone};
    must(storage.commit(changes));
    Query query;
    CHECK(must(storage.list_workflow_executions(query)).size() == 3);
    query.project_id = "mine";
    CHECK(must(storage.list_workflow_executions(query)).size() == 1);
    CHECK(must(storage.list_task_executions(query)).size() == 1);
    CHECK(must(storage.list_action_executions(query)).size() == 2);
}

void empty_lists(Storage& storage) {
    CHECK(must(storage.list_workflow_executions({})).empty());
    CHECK(must(storage.list_task_executions({})).empty());
    CHECK(must(storage.list_action_executions({})).empty());
    CHECK(must(storage.list_workflow_definitions({})).empty());
    CHECK(must(storage.list_action_definitions({})).empty());
    CHECK(must(storage.list_workbooks({})).empty());
    CHECK(must(storage.list_environments({})).empty());
}

constexpr ContractCase cases[] = {
    {"every filter operator on workflow executions", workflow_filter_ops},
    {"filters on tasks, joined columns too", task_filters},
    {"filters on actions, joined columns too", action_filters},
    {"several filters must all hold", filters_combine},
    {"filters that name a tree", tree_filters},
    {"unknown columns and bad values are refused", refused_queries},
    {"projections read what is asked for", projection},
    {"executions are visible to their own project", visibility_of_executions},
    {"empty tables give empty lists", empty_lists},
};

}  // namespace

std::span<const ContractCase> list_cases() {
    return cases;
}

}  // namespace wf::contract
