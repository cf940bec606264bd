// What happens to executions by themselves: they expire, and executors fall silent.
#include "runtime/testing/house.hpp"
#include "scheduler/expiration.hpp"

using namespace wf;
using namespace wf::testing;

// Acceptance 185.
TEST_CASE("finished trees expire with everything below them, running ones stay") {
    House house;
    store(*house.storage, definitions);
    const WorkflowExecutionRow parent = house.finished(house.start("parent").id);
    const Id running = house.start("call").id;
    Expiration expiration(
        {.evaluation_interval = Millis{60'000}, .older_than = Millis{60'000}},
        {*house.storage, *house.runtime, *house.log}
    );
    expiration.run(*parent.updated_at + Millis{60'000});
    CHECK(*house.storage->load_tree(parent.id));
    expiration.run(*parent.updated_at + Millis{60'001});
    CHECK_FALSE(*house.storage->load_tree(parent.id));
    CHECK(*house.storage->get_workflow_execution(running));
    // The engine has not lost its way: the running one ends as ever.
    const ActionRequest request = house.actions.take();
    CHECK(house.ask(CompleteAction{request.action_execution_id, ActionResult::success(1), false}));
    CHECK(house.finished(running).state == State::success);
}

// Acceptance 184.
TEST_CASE("an action whose executor falls silent fails, and its task handles it") {
    House house;
    store(*house.storage, definitions);
    const Id id = house.start("patient").id;
    const Id action = house.actions.take().action_execution_id;
    house.runtime->report_running({action});
    house.clock.ahead = 3'500'000;  // within the first term
    REQUIRE_FALSE(house.ask(PauseWorkflow{make_root_id(Instant{5}, 3, 9), {}}));  // a turn
    CHECK_FALSE(is_completed((*house.storage->get_action_execution(action))->state));
    house.clock.ahead = 4'000'000;
    REQUIRE_FALSE(house.ask(PauseWorkflow{make_root_id(Instant{5}, 3, 9), {}}));
    CHECK(house.finished(id).state == State::success);
    const auto row = *house.storage->get_action_execution(action);
    CHECK(row->state == State::error);
    CHECK(row->result == Value{"Heartbeat wasn't received."});
    // Its executor was only slow: too late.
    const auto late = house.ask(CompleteAction{action, ActionResult::success(7), false});
    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::invalid_transition);
}

TEST_CASE("heartbeats keep an action alive beyond its first term") {
    House house;
    store(*house.storage, definitions);
    const Id id = house.start("again").id;
    const Id first = house.actions.take().action_execution_id;
    const auto turn = [&] {
        REQUIRE_FALSE(house.ask(PauseWorkflow{make_root_id(Instant{5}, 3, 9), {}}));
    };
    for (std::int64_t ahead = 3'500'000; ahead < 6'000'000; ahead += 250'000) {
        house.runtime->report_running({first});
        house.clock.ahead = ahead;
        turn();
    }
    CHECK_FALSE(is_completed((*house.storage->get_action_execution(first))->state));
    house.clock.ahead = 6'200'000;  // 15 intervals of 20 s after the last one
    turn();
    const Id second = house.actions.take().action_execution_id;  // the retry
    CHECK((*house.storage->get_action_execution(first))->state == State::error);
    CHECK(house.ask(CompleteAction{second, ActionResult::success(5), false}));
    CHECK(house.finished(id).output == Value::dict({{"r", 5}}));
}

TEST_CASE("the last report of an executor shows at once, and is stored with the result") {
    House house;
    store(*house.storage, definitions);
    const Id id = house.start("call").id;
    const Id action = house.actions.take().action_execution_id;
    CHECK_FALSE(house.runtime->last_heard_of(action));
    house.runtime->report_running({action});
    const auto heard = house.runtime->last_heard_of(action);
    REQUIRE(heard);
    CHECK_FALSE((*house.storage->get_action_execution(action))->last_heartbeat);  // no write
    const auto why = house.ask(ExplainExecution{id});
    REQUIRE(why);
    const Value& cause = why->explanation["causes"].items().front();
    CHECK(cause["last_heartbeat"] == Value{to_text(*heard)});
    CHECK(house.ask(CompleteAction{action, ActionResult::success(1), false}));
    CHECK((*house.storage->get_action_execution(action))->last_heartbeat == heard);
    house.clock.ahead = 30'000;
    REQUIRE_FALSE(house.ask(PauseWorkflow{make_root_id(Instant{5}, 3, 9), {}}));  // a turn
    CHECK_FALSE(house.runtime->last_heard_of(action));
}
