// The whole shell around the engine with storage in memory: answers after commits, busy mailboxes,
// commits that fail, executions that are left behind and found again.
#include "runtime/testing/house.hpp"

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
