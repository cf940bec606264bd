// Contract: readers see whole commits while a writer writes.
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"

#include <atomic>
#include <thread>

namespace wf::contract {
namespace {

constexpr int tasks_per_tree = 20;
constexpr int commits = 60;
constexpr int rounds_max = 2000;

/// Every commit writes the same number into all tasks of the tree.
void write_numbers(Storage& storage, StoredTree& tree, std::atomic<int>& failures) {
    for (int number = 1; number <= commits; ++number) {
        ChangeSet changes;
        for (auto& task : tree.tasks) {
            task.retry_no = number;
            changes.updated_tasks.push_back(&task);
        }
        if (!storage.commit(changes)) ++failures;
    }
}

bool is_one_commit(const std::vector<TaskExecutionRow>& tasks) {
    for (const auto& task : tasks) {
        if (task.retry_no != tasks.front().retry_no) return false;
    }
    return tasks.size() == tasks_per_tree;
}

void read_numbers(
    Storage& storage, const Id& root, std::atomic<bool>& done, std::atomic<int>& bad
) {
    Query query;
    query.filters = {{"workflow_execution_id", FilterOp::eq, {to_text(root)}}};
    for (int round = 0; round < rounds_max && !done; ++round) {
        const auto tree = storage.load_tree(root);
        if (!tree || !*tree || !is_one_commit((*tree)->tasks)) ++bad;
        const auto list = storage.list_task_executions(query);
        if (!list || !is_one_commit(*list)) ++bad;
        if (const auto row = storage.get_workflow_execution(root); !row || !*row) ++bad;
    }
}

void readers_see_whole_commits(Storage& storage) {
    TreeIds ids{1};
    StoredTree tree;
    tree.workflows.push_back(workflow_row(ids.root()));
    for (int i = 0; i < tasks_per_tree; ++i) tree.tasks.push_back(task_row(ids.next(), ids.root()));
    insert(storage, tree);
    std::atomic<bool> done{false};
    std::atomic<int> bad{0};
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] { read_numbers(storage, tree.workflows[0].id, done, bad); });
    }
    write_numbers(storage, tree, bad);
    done = true;
    for (std::thread& reader : readers) reader.join();
    CHECK(bad == 0);
    CHECK(must(storage.load_tree(ids.root()))->tasks[7].retry_no == commits);
}

/// Definition writes come from API threads while the engine commits.
void two_kinds_of_writers(Storage& storage) {
    std::atomic<int> bad{0};
    std::thread api{[&] {
        for (std::uint32_t i = 0; i < 30; ++i) {
            DefinitionChanges changes;
            changes.environments.inserted = {Filler{i + 1}.row<EnvironmentRow>()};
            const auto version = storage.definitions_version();
            if (!storage.change_definitions(changes)) ++bad;
            if (storage.definitions_version() <= version) ++bad;
        }
    }};
    for (std::uint32_t i = 0; i < 30; ++i) {
        const auto row = workflow_row(TreeIds{i}.root());
        ChangeSet changes;
        changes.inserted_workflows = {&row};
        if (!storage.commit(changes)) ++bad;
    }
    api.join();
    CHECK(bad == 0);
    CHECK(must(storage.list_environments({})).size() == 30);
    CHECK(must(storage.list_workflow_executions({})).size() == 30);
}

constexpr ContractCase cases[] = {
    {"readers see whole commits while a writer writes", readers_see_whole_commits},
    {"definitions are written while the engine commits", two_kinds_of_writers},
};

}  // namespace

std::span<const ContractCase> concurrency_cases() {
    return cases;
}

}  // namespace wf::contract
