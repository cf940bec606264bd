// Contract: order and keyset paging, over ties, nulls and every kind of column.
#include "model/columns.hpp"
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"

#include <algorithm>
#include <set>

namespace wf::contract {
namespace {

/// Twenty-four rows with many ties and nulls in every column.
void insert_rows_with_ties(Storage& storage) {
    for (std::uint32_t i = 0; i < 24; ++i) {
        auto row = workflow_row(TreeIds{(i * 7) % 24}.root());
        row.description = i % 2 == 0 ? "b" : "a";
        row.workflow_name = "w" + std::to_string(i % 3);
        row.created_at = {1'700'000'000'000 + i % 4};
        if (i % 3 == 0) row.updated_at = Instant{1'700'000'000'000 + i % 2};
        if (i % 5 == 0) row.state_info = i % 2 == 0 ? "x" : "";
        row.state = i % 2 == 0 ? State::running : State::error;
        row.accepted = i % 4 == 0;
        if (i % 2 == 0) row.input = Value::dict({{"n", static_cast<int>(i % 3)}});
        if (i % 6 != 0) row.workflow_id = make_random_id(i % 5 + 1, 1);
        insert(storage, row);
    }
}

std::vector<Id> all_pages(Storage& storage, Query query, std::size_t limit) {
    std::vector<Id> ids;
    query.limit = limit;
    while (true) {
        const auto page = must(storage.list_workflow_executions(query));
        for (const auto& row : page) ids.push_back(row.id);
        if (page.size() < limit || ids.size() > 100) return ids;
        query.marker = to_text(ids.back());
    }
}

void check_paging(Storage& storage, const std::vector<Sort>& sort) {
    Query query;
    query.sort = sort;
    const auto whole = ids_of(must(storage.list_workflow_executions(query)));
    CHECK(whole.size() == 24);
    CHECK(std::set<Id>(whole.begin(), whole.end()).size() == 24);
    for (const std::size_t limit : {1U, 5U, 24U, 30U}) {
        INFO("sorted by ", sort.empty() ? "nothing" : sort[0].column, ", limit ", limit);
        CHECK(all_pages(storage, query, limit) == whole);
    }
}

void pages_cover_everything(Storage& storage) {
    insert_rows_with_ties(storage);
    check_paging(storage, {});
    for (const auto& column : columns_of<WorkflowExecutionRow>()) {
        for (const bool descending : {false, true})
            check_paging(storage, {{std::string{column.name}, descending}});
    }
    for (const bool descending : {false, true}) {
        check_paging(storage, {{"updated_at", descending}, {"state_info", false}});
        check_paging(storage, {{"updated_at", false}, {"state_info", descending}, {"id", true}});
        check_paging(storage, {{"description", descending}, {"created_at", true}, {"id", false}});
        check_paging(storage, {{"id", descending}, {"created_at", true}});
    }
}

void order(Storage& storage) {
    insert_rows_with_ties(storage);
    Query query;
    query.sort = {{"updated_at", false}, {"created_at", true}};
    const auto rows = must(storage.list_workflow_executions(query));
    const auto precedes_or_equals = [](const auto& a, const auto& b) {
        // An empty optional sorts before every value, as null does.
        if (a.updated_at != b.updated_at) return a.updated_at < b.updated_at;
        if (a.created_at != b.created_at) return a.created_at > b.created_at;
        return a.id < b.id;
    };
    CHECK(std::ranges::is_sorted(rows, precedes_or_equals));
    CHECK_FALSE(rows.front().updated_at.has_value());
    query.sort = {{"state", false}};
    CHECK(must(storage.list_workflow_executions(query)).front().state == State::error);
    query.sort = {{"state", true}};
    CHECK(must(storage.list_workflow_executions(query)).front().state == State::running);
}

void paging_with_filters(Storage& storage) {
    insert_rows_with_ties(storage);
    Query query;
    query.filters = {{"state", FilterOp::eq, {"ERROR"}}};
    query.sort = {{"created_at", false}};
    query.project_id = "p1";
    const auto whole = ids_of(must(storage.list_workflow_executions(query)));
    CHECK(whole.size() == 12);
    CHECK(all_pages(storage, query, 5) == whole);
    query.marker = to_text(whole[3]);
    CHECK(must(storage.list_workflow_executions(query)).size() == 8);
}

void markers(Storage& storage) {
    insert_rows_with_ties(storage);
    auto row = workflow_row(TreeIds{99}.root());
    row.alias = "chosen";
    row.created_at = {1'700'000'000'001};
    insert(storage, row);
    Query by_id;
    by_id.sort = {{"created_at", false}};
    by_id.marker = to_text(row.id);
    Query by_alias = by_id;
    by_alias.marker = "chosen";
    const auto rest = ids_of(must(storage.list_workflow_executions(by_id)));
    CHECK_FALSE(rest.empty());
    CHECK(ids_of(must(storage.list_workflow_executions(by_alias))) == rest);
    for (const char* marker : {"018bcfe5-6800-7058-8000-005800000000", "x", ""}) {
        by_id.marker = marker;
        CHECK(code_of(storage.list_workflow_executions(by_id)) == ErrorCode::not_found);
        CHECK(code_of(storage.list_task_executions(by_id)) == ErrorCode::not_found);
    }
}

void tasks_and_actions(Storage& storage) {
    std::vector<Id> expected;
    for (std::uint32_t i = 0; i < 6; ++i) {
        TreeIds ids{i};
        StoredTree tree;
        tree.workflows.push_back(workflow_row(ids.root(), i % 2 == 0 ? "even" : "odd"));
        for (int n = 0; n < 3; ++n) {
            tree.tasks.push_back(task_row(ids.next(), ids.root()));
            tree.actions.push_back(action_row(ids.next(), tree.tasks.back()));
            if (i % 2 == 0) expected.push_back(tree.tasks.back().id);
        }
        insert(storage, tree);
    }
    Query query;
    query.sort = {{"workflow_name", false}};
    query.limit = 4;
    std::vector<Id> tasks;
    std::size_t actions = 0;
    for (std::size_t at = 0; at < 18; at += 4) {
        for (const auto& row : must(storage.list_task_executions(query))) tasks.push_back(row.id);
        query.marker = to_text(tasks.back());
    }
    std::ranges::sort(expected);
    CHECK(std::vector<Id>(tasks.begin(), tasks.begin() + 9) == expected);
    CHECK(tasks.size() == 18);
    query.marker.reset();
    query.sort = {{"task_name", true}, {"project_id", false}};
    while (true) {
        const auto page = must(storage.list_action_executions(query));
        actions += page.size();
        if (page.size() < 4) break;
        query.marker = to_text(page.back().id);
    }
    CHECK(actions == 18);
}

constexpr ContractCase cases[] = {
    {"pages join up to the whole list, whatever it is sorted by", pages_cover_everything},
    {"nulls come first, ties are broken by id, states sort by name", order},
    {"paging and filters together", paging_with_filters},
    {"markers are ids or chosen ids; others are not found", markers},
    {"pages of tasks and actions, sorted by joined columns", tasks_and_actions},
};

}  // namespace

std::span<const ContractCase> paging_cases() {
    return cases;
}

}  // namespace wf::contract
