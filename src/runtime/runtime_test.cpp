// The whole shell around the engine with storage in memory: answers after commits, busy mailboxes,
// commits that fail, executions that are left behind and found again.
#include "runtime/testing/house.hpp"
#include "storage/testing/storage_in_front.hpp"

#include <optional>

using namespace wf;
using namespace wf::testing;

TEST_CASE("a start is answered as RUNNING and runs to its end") {
    House house;
    store(*house.storage, definitions);
    const WorkflowExecutionRow row = house.start("chain");
    CHECK(row.state == State::running);
    const WorkflowExecutionRow end = house.finished(row.id);
    CHECK(end.state == State::success);
    CHECK(end.output == Value::dict({{"x", 5}}));
    CHECK_FALSE(end.active);
}

TEST_CASE("an id chosen by the client starts one execution however often it is asked for") {
    House house;
    store(*house.storage, definitions);
    const WorkflowExecutionRow first = house.start("chain", "my-own-id");
    const WorkflowExecutionRow second = house.start("call", "my-own-id");
    CHECK(first.id == second.id);
    CHECK(second.workflow_name == "chain");
    house.finished(first.id);
    CHECK(house.start("call", "my-own-id").id == first.id);  // no longer in memory
}

TEST_CASE("a dispatched action is answered once; the second answer is refused") {
    House house;
    store(*house.storage, definitions);
    const WorkflowExecutionRow row = house.start("call");
    const ActionRequest request = house.actions.take();
    CHECK(house.ask(CompleteAction{request.action_execution_id, ActionResult::success(7), false}));
    CHECK(house.finished(row.id).output == Value::dict({{"r", 7}}));
    const auto again =
        house.ask(CompleteAction{request.action_execution_id, ActionResult::success(8), false});
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::invalid_transition);
}

TEST_CASE("what is unfinished at a stop goes on at the next start") {
    std::shared_ptr<Storage> storage = make_memory_storage();
    store(*storage, definitions);
    Id id;
    {
        House house(storage, {});
        id = house.start("call").id;
        (void)house.actions.take();
        house.runtime->stop();
    }
    House house(storage, {});
    const ActionRequest again = house.actions.take();
    CHECK(again.maybe_duplicate);
    CHECK(house.ask(CompleteAction{again.action_execution_id, ActionResult::success(1), false}));
    CHECK(house.finished(id).state == State::success);
}

TEST_CASE("idle trees leave the memory and come back with the next command") {
    RuntimeOptions options;
    options.resident_trees_max = 1;
    House house(options);
    store(
        *house.storage, "version: '2.0'\nw: {tasks: {p: {action: std.noop, pause-before: true}}}\n"
    );
    std::vector<Id> ids;
    for (int i = 0; i < 20; ++i) ids.push_back(house.start("w").id);
    for (const Id& id : ids) CHECK(house.ask(ResumeWorkflow{id, {}}));
    for (const Id& id : ids) CHECK(house.finished(id).state == State::success);
}

TEST_CASE("unknown ids and deletions") {
    House house;
    store(*house.storage, definitions);
    const Id nowhere = make_root_id(Instant{5}, 3, 9);
    const auto missing = house.ask(PauseWorkflow{nowhere, {}});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::not_found);
    const Id running = house.start("call").id;
    const auto refused = house.ask(DeleteWorkflow{running, false});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::forbidden);
    CHECK(house.ask(DeleteWorkflow{running, true}));
    CHECK_FALSE(*house.storage->get_workflow_execution(running));
    // The result of its action arrives at nothing.
    const ActionRequest request = house.actions.take();
    CHECK_FALSE(house.ask(CompleteAction{
        request.action_execution_id, ActionResult::success(1), false}));
}

TEST_CASE("a stopped runtime refuses commands as busy") {
    House house;
    house.runtime->stop();
    const auto reply = house.ask(RecoverTree{make_root_id(Instant{1}, 0, 0)});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().code == ErrorCode::busy);
}

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
    explicit DrivenHouse(Storage& shared) : storage(shared) {
        log = *Logger::open(LogOptions{.file = {}, .sink = [](std::string_view) {}, .now = {}});
        RuntimeOptions options;
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

TEST_CASE("executions explain themselves, in memory or only stored, and nothing is written") {
    House house;
    store(
        *house.storage,
        "version: '2.0'\n"
        "asks: {tasks: {ask: {action: outside, on-error: fail}}}\n"
    );
    const WorkflowExecutionRow started = house.start("asks", "mine");
    const ActionRequest request = house.actions.take();
    const auto open = house.ask(ExplainExecution{started.id});
    REQUIRE(open);
    CHECK(open->explanation["id"] == Value{"mine"});
    CHECK(open->explanation["state"] == Value{"RUNNING"});
    CHECK(open->explanation["causes"].at(0)["kind"] == Value{"action"});

    REQUIRE(house.ask(CompleteAction{request.action_execution_id, ActionResult::error("no"), false})
    );
    const WorkflowExecutionRow before = house.finished(started.id);
    const auto ended = house.ask(ExplainExecution{started.id});
    REQUIRE(ended);
    CHECK(ended->explanation["state"] == Value{"ERROR"});
    CHECK(ended->explanation["causes"].at(0)["kind"] == Value{"fail-command"});
    CHECK(house.finished(started.id).updated_at == before.updated_at);

    const auto unknown = house.ask(ExplainExecution{make_root_id(house.clock.now(), 1, 77)});
    REQUIRE(!unknown);
    CHECK(unknown.error().code == ErrorCode::not_found);
    CHECK(unknown.error().message.starts_with("WorkflowExecution not found [id="));
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
