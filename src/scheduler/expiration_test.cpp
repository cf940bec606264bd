// The expiration policy on storage in memory, by a virtual clock; the engine is one that deletes
// what it is asked to. With the real engine: runtime_test.cpp.
#include "scheduler/expiration.hpp"
#include "storage/memory/memory_storage.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace wf;

namespace {

class DeletingEngine final : public CommandSink {
public:
    explicit DeletingEngine(Storage& storage) : storage_(storage) {}

    void submit(Command command, ReplyHandler on_reply) override {
        const auto& deletion = std::get<DeleteWorkflow>(command);
        CHECK_FALSE(deletion.force);
        ++asked;
        if (refused.contains(deletion.workflow_execution_id))
            return on_reply(fail(ErrorCode::forbidden, "it runs again"));
        ChangeSet changes;
        changes.deleted_trees = {deletion.workflow_execution_id};
        REQUIRE(storage_.commit(changes));
        on_reply(Reply{});
    }

    std::set<Id> refused;
    std::size_t asked = 0;

private:
    Storage& storage_;
};

constexpr Millis minute{60'000};

struct House {
    /// A root that has ended, or not, at this minute.
    Id root(State state, std::int64_t at) {
        WorkflowExecutionRow row;
        row.id = make_root_id(Instant{1}, 0, ++made);
        row.state = state;
        row.active = !is_completed(state);
        row.created_at = Instant{0};
        row.updated_at = Instant{0} + at * minute;
        ChangeSet changes;
        changes.inserted_workflows = {&row};
        REQUIRE(storage->commit(changes));
        return row.id;
    }

    bool has(const Id& id) { return storage->get_workflow_execution(id)->has_value(); }

    /// When it wants to run again.
    Instant run(const ExpirationOptions& options, std::int64_t at) {
        Expiration expiration(options, {*storage, engine, *log});
        return expiration.run(Instant{0} + at * minute);
    }

    std::unique_ptr<Storage> storage = make_memory_storage();
    DeletingEngine engine{*storage};
    std::unique_ptr<Logger> log =
        *Logger::open(LogOptions{.file = {}, .sink = [](std::string_view) {}, .now = {}});
    std::uint32_t made = 0;
};

}  // namespace

// Acceptance 185.
TEST_CASE("executions that ended too long ago are deleted, running ones never") {
    House house;
    const Id old = house.root(State::success, 1);
    const Id failed = house.root(State::error, 2);
    const Id fresh = house.root(State::success, 9);
    const Id running = house.root(State::running, 1);
    const Id paused = house.root(State::paused, 1);
    ExpirationOptions options{.evaluation_interval = 5 * minute, .older_than = 2 * minute};
    CHECK(options.is_enabled());
    CHECK(house.run(options, 10) == Instant{0} + 15 * minute);
    CHECK_FALSE(house.has(old));
    CHECK_FALSE(house.has(failed));
    CHECK(house.has(fresh));
    CHECK(house.has(running));
    CHECK(house.has(paused));
    house.run(options, 11);  // exactly two minutes old: not older
    CHECK(house.has(fresh));
    house.run(options, 12);
    CHECK_FALSE(house.has(fresh));
}

TEST_CASE("only the newest finished executions stay") {
    House house;
    std::vector<Id> roots;
    for (std::int64_t i = 0; i < 7; ++i)
        roots.push_back(house.root(i % 2 == 0 ? State::success : State::cancelled, i));
    const Id running = house.root(State::running, 0);
    house.run({.evaluation_interval = minute, .max_finished_executions = 3}, 100);
    for (std::size_t i = 0; i < roots.size(); ++i) CHECK(house.has(roots[i]) == (i >= 4));
    CHECK(house.has(running));
}

TEST_CASE("executions in ignored states stay, and do not count") {
    House house;
    const Id failed = house.root(State::error, 1);
    const Id success = house.root(State::success, 2);
    const Id later = house.root(State::success, 3);
    const ExpirationOptions options{
        .evaluation_interval = minute,
        .max_finished_executions = 1,
        .ignored_states = {State::error}};
    house.run(options, 100);
    CHECK(house.has(failed));
    CHECK_FALSE(house.has(success));
    CHECK(house.has(later));
}

TEST_CASE("batches go on until nothing is left") {
    House house;
    for (std::int64_t i = 0; i < 25; ++i) house.root(State::success, i);
    const ExpirationOptions options{
        .evaluation_interval = minute, .older_than = minute, .batch_size = 10};
    house.run(options, 100);
    CHECK(house.engine.asked == 25);
    CHECK(house.storage->list_workflow_executions({})->empty());
}

TEST_CASE("what the engine will not delete does not keep the policy busy") {
    House house;
    for (std::int64_t i = 0; i < 4; ++i) house.engine.refused.insert(house.root(State::error, i));
    const ExpirationOptions options{
        .evaluation_interval = minute, .older_than = minute, .batch_size = 2};
    house.run(options, 100);
    CHECK(house.engine.asked == 2);
}

TEST_CASE("a policy without an interval or a limit is off") {
    CHECK_FALSE(ExpirationOptions{.older_than = minute}.is_enabled());
    CHECK_FALSE(ExpirationOptions{.evaluation_interval = minute}.is_enabled());
    CHECK(ExpirationOptions{.evaluation_interval = minute, .max_finished_executions = 1}.is_enabled(
    ));
}
