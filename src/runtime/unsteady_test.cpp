// The runtime over a database that comes and goes, turn by turn on the caller's thread.
#include "runtime/testing/house.hpp"
#include "storage/testing/storage_in_front.hpp"

using namespace wf;
using namespace wf::testing;

namespace {

class FixedClock final : public Clock {
public:
    Instant now() const override { return at; }

    Instant at{1'000'000};
};

/// Reads and commits fail as long as it is away.
class UnsteadyStorage final : public StorageInFront {
public:
    using StorageInFront::StorageInFront;

    Result<void> commit(const ChangeSet& changes) override {
        WF_CHECK(before_read());
        const Result<void> done = behind_.commit(changes);
        if (!forget_to_say) return done;
        forget_to_say = false;
        return fail(ErrorCode::storage_unavailable, "the connection broke");
    }

    bool is_away = false;
    bool forget_to_say = false;  ///< the next commit is carried out and answered with an error

private:
    Result<void> before_read() override {
        if (is_away) return fail(ErrorCode::storage_unavailable, "away");
        return {};
    }
};

/// A runtime without a thread, over a storage that can fail.
struct DrivenHouse {
    explicit DrivenHouse(Storage& shared, RuntimeOptions options = {}) : storage(shared) {
        log = *Logger::open(LogOptions{.file = {}, .sink = [](std::string_view) {}, .now = {}});
        options.threads = 0;
        options.resident_trees_max = 0;  // so that every command and timer loads its tree
        auto started = Runtime::start(options, {storage, actions, clock, *log, builtins()});
        REQUIRE(started);
        runtime = *std::move(started);
    }

    void work() {
        for (int i = 0; i < 20; ++i) runtime->turn();
    }

    Result<Reply> ask(Command command) {
        std::optional<Result<Reply>> answer;
        runtime->submit(std::move(command), [&](Result<Reply> reply) {
            answer = std::move(reply);
        });
        work();
        REQUIRE(answer);
        return *answer;
    }

    Result<Reply> start(const std::string& name) {
        StartWorkflow command;
        command.workflow = name;
        command.project_id = default_project;
        return ask(command);
    }

    State state_of(const Id& id) { return (*storage.get_workflow_execution(id))->state; }

    UnsteadyStorage storage;
    HeldActions actions;
    FixedClock clock;
    std::unique_ptr<Logger> log;
    std::unique_ptr<Runtime> runtime;
};

constexpr std::string_view waiting = R"(
version: '2.0'
later: {tasks: {a: {action: std.noop, wait-before: 5}}}
call: {tasks: {c: {action: outside}}}
parent: {tasks: {p: {workflow: call}}}
)";

}  // namespace

TEST_CASE("a database that is away when a timer is due delays the timer") {
    const auto disk = make_memory_storage();
    store(*disk, waiting);
    DrivenHouse house(*disk);
    const Id id = house.start("later")->workflow->id;
    house.clock.at = house.clock.at + Millis{5000};
    house.storage.is_away = true;
    house.work();
    house.storage.is_away = false;
    house.work();
    CHECK(house.state_of(id) == State::success);
}

TEST_CASE("a database that is away when a lease runs out delays the failure") {
    const auto disk = make_memory_storage();
    store(*disk, waiting);
    DrivenHouse house(*disk);
    const Id id = house.start("call")->workflow->id;
    house.clock.at = house.clock.at + HeartbeatOptions{}.first_timeout + Millis{1};
    house.storage.is_away = true;
    house.work();  // longer than a single command is tried
    house.storage.is_away = false;
    house.clock.at = house.clock.at + HeartbeatOptions{}.check_interval + Millis{1};
    house.work();
    CHECK(house.state_of(id) == State::error);
}

TEST_CASE("a database that is away at the start delays the recovery") {
    const auto disk = make_memory_storage();
    store(*disk, waiting);
    Id id;
    {
        DrivenHouse before(*disk);
        id = before.start("later")->workflow->id;
    }
    DrivenHouse house(*disk);
    house.clock.at = house.clock.at + Millis{5000};
    house.storage.is_away = true;
    house.work();
    house.storage.is_away = false;
    house.work();
    CHECK(house.state_of(id) == State::success);
}

TEST_CASE("a start whose commit was carried out but not confirmed is answered all the same") {
    const auto disk = make_memory_storage();
    store(*disk, waiting);
    DrivenHouse house(*disk);
    house.storage.forget_to_say = true;
    const auto reply = house.start("call");
    REQUIRE(reply);
    CHECK(house.state_of(reply->workflow->id) == State::running);
    CHECK((*disk->list_workflow_executions({})).size() == 1);
}

TEST_CASE("who has lost the shards answers nothing from memory and dispatches nothing") {
    const auto disk = make_memory_storage();
    store(*disk, waiting);
    DrivenHouse old_owner(*disk);
    (void)old_owner.start("call");
    const Id action = old_owner.actions.take().action_execution_id;
    DrivenHouse owner(*disk);
    owner.work();
    CHECK(owner.actions.waiting() == 1);  // the action once more, as a possible duplicate
    REQUIRE(owner.ask(CompleteAction{action, ActionResult::success(1), false}));
    const auto refused = old_owner.ask(CompleteAction{action, ActionResult::success(2), false});
    REQUIRE_FALSE(refused);
    CHECK(info_of(refused.error().code).retryable);  // at the owner
    CHECK(old_owner.actions.waiting() == 0);
}

TEST_CASE("a command behind a deletion finds nothing, and brings nothing back") {
    const auto disk = make_memory_storage();
    store(*disk, waiting);
    DrivenHouse house(*disk);
    const Id id = house.start("call")->workflow->id;
    std::vector<std::string> answers;
    const auto note = [&](const Result<Reply>& reply) {
        answers.emplace_back(reply ? "done" : reply.error().message);
    };
    house.runtime->submit(DeleteWorkflow{id, true}, note);
    house.runtime->submit(PauseWorkflow{id, {}}, note);  // in the same turn
    house.work();
    CHECK(
        answers ==
        std::vector<std::string>{"done", "WorkflowExecution not found [id=" + to_text(id) + "]"}
    );
    house.runtime->visit_trees([](const Tree&, bool) { FAIL("a deleted tree is in memory"); });
    CHECK(house.start("later"));  // the next commit is not spoilt
}

TEST_CASE("a tree whose deletion the database refuses goes on with what it was at") {
    const auto disk = make_memory_storage();
    store(*disk, waiting);
    RuntimeOptions options;
    options.batch_rows = 1;  // so that the start leaves work to later turns
    DrivenHouse house(*disk, options);
    StartWorkflow start;
    start.workflow = "call";
    start.project_id = default_project;
    house.runtime->submit(start, [](const Result<Reply>&) {});
    house.runtime->turn();
    const Id id = disk->list_workflow_executions({})->at(0).id;
    house.storage.is_away = true;
    const auto refused = house.ask(DeleteWorkflow{id, true});
    REQUIRE_FALSE(refused);
    CHECK(info_of(refused.error().code).retryable);
    house.storage.is_away = false;
    CHECK(house.actions.waiting() == 0);
    house.work();
    CHECK(house.actions.waiting() == 1);
}
