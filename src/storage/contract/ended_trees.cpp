// Contract: finding executions that have ended, by age and by number.
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"

namespace wf::contract {
namespace {

constexpr State final_states[] = {State::success, State::error, State::cancelled};

FinishedRoots everything_ended() {
    return {{std::begin(final_states), std::end(final_states)}, {}, 0, 100};
}

/// A root that was last changed at `minute`.
WorkflowExecutionRow root(std::uint32_t number, State state, std::int64_t minute) {
    WorkflowExecutionRow row = workflow_row(TreeIds{number}.root());
    row.state = state;
    row.updated_at = Instant{minute * 60'000};
    return row;
}

std::vector<Id> roots_of(Storage& storage, const FinishedRoots& which) {
    return must(storage.finished_roots(which));
}

void by_age(Storage& storage) {
    const WorkflowExecutionRow rows[] = {
        root(1, State::success, 30),
        root(2, State::error, 10),
        root(3, State::cancelled, 20),
        root(4, State::success, 40),
        root(5, State::running, 1),
        root(6, State::paused, 1),
    };
    for (const auto& row : rows) insert(storage, row);
    CHECK(
        roots_of(storage, everything_ended()) ==
        std::vector{rows[1].id, rows[2].id, rows[0].id, rows[3].id}
    );
    FinishedRoots old = everything_ended();
    old.updated_before = Instant{30 * 60'000};
    CHECK(roots_of(storage, old) == std::vector{rows[1].id, rows[2].id});
    old.limit = 1;
    CHECK(roots_of(storage, old) == std::vector{rows[1].id});
    old = everything_ended();
    old.states = {State::success};
    CHECK(roots_of(storage, old) == std::vector{rows[0].id, rows[3].id});
    old.states.clear();
    CHECK(roots_of(storage, old).empty());
}

void by_number(Storage& storage) {
    std::vector<WorkflowExecutionRow> rows;
    for (std::uint32_t i = 0; i < 9; ++i)
        rows.push_back(root(i + 1, final_states[i % 3], static_cast<std::int64_t>(i)));
    for (const auto& row : rows) insert(storage, row);
    FinishedRoots surplus = everything_ended();
    surplus.newest_kept = 7;
    CHECK(roots_of(storage, surplus) == std::vector{rows[1].id, rows[0].id});
    surplus.newest_kept = 9;
    CHECK(roots_of(storage, surplus).empty());
    // Of two successes and one that is older.
    surplus.states = {State::success};
    surplus.newest_kept = 2;
    CHECK(roots_of(storage, surplus) == std::vector{rows[0].id});
}

/// Sub-workflows end before their root; an execution that goes on again is not ended any more.
void roots_only(Storage& storage) {
    TreeIds ids{1};
    WorkflowExecutionRow parent = root(1, State::running, 1);
    const TaskExecutionRow task = task_row(ids.next(), parent.id);
    WorkflowExecutionRow child = workflow_row(ids.next());
    child.task_execution_id = task.id;
    child.state = State::success;
    child.updated_at = Instant{1};
    ChangeSet changes;
    changes.inserted_workflows = {&parent, &child};
    changes.inserted_tasks = {&task};
    must(storage.commit(changes));
    CHECK(roots_of(storage, everything_ended()).empty());
    const auto set_state = [&](State state) {
        parent.state = state;
        ChangeSet update;
        update.updated_workflows = {&parent};
        must(storage.commit(update));
    };
    set_state(State::error);
    CHECK(roots_of(storage, everything_ended()) == std::vector{parent.id});
    set_state(State::running);
    CHECK(roots_of(storage, everything_ended()).empty());
    set_state(State::success);
    ChangeSet deletion;
    deletion.deleted_trees = {parent.id};
    must(storage.commit(deletion));
    CHECK(roots_of(storage, everything_ended()).empty());
}

constexpr ContractCase cases[] = {
    {"ended executions are found by age, the oldest first", by_age},
    {"ended executions beyond the newest ones are found", by_number},
    {"only roots that are ended now count", roots_only},
};

}  // namespace

std::span<const ContractCase> ended_tree_cases() {
    return cases;
}

}  // namespace wf::contract
