#include "transport/contract/dispatcher_contract.hpp"

#include "transport/contract/recording_engine.hpp"

#include <doctest/doctest.h>

#include <set>

namespace wf::testing {

namespace {

Id action_id(unsigned number) {
    return child_id(make_root_id(Instant{1'700'000'000'000}, 3, 7), number);
}

ActionRequest noop(unsigned number) {
    ActionRequest request;
    request.action_execution_id = action_id(number);
    request.name = "std.noop";
    request.input = Value::dict({});
    return request;
}

const CompleteAction& completion(const std::vector<Command>& commands, std::size_t index) {
    const auto* done = std::get_if<CompleteAction>(&commands.at(index));
    REQUIRE(done != nullptr);
    return *done;
}

void check_redelivery(ActionDispatcher& dispatcher, RecordingEngine& engine) {
    ActionRequest unsafe = noop(1);
    unsafe.maybe_duplicate = true;
    dispatcher.dispatch(unsafe);
    std::vector<Command> commands = engine.wait_for(1);
    const ActionResult& refused = completion(commands, 0).result;
    CHECK(refused.outcome == ActionResult::Outcome::error);
    CHECK(
        refused.value == Value{"Request to run an action was redelivered, but it cannot be re-run "
                               "safely. The only safe "
                               "thing to do is fail it [action=std.noop]."}
    );
    ActionRequest safe = noop(2);
    safe.maybe_duplicate = true;
    safe.safe_rerun = true;
    dispatcher.dispatch(safe);
    commands = engine.wait_for(2);
    CHECK(completion(commands, 1).result.outcome == ActionResult::Outcome::success);
}

// After `refusals` refused hand-overs of one result: how often was it handed over, with another
// request behind it to show that nothing more comes first.
std::size_t hand_overs(const MakeDispatcher& make, std::size_t refusals, ErrorCode code) {
    RecordingEngine engine;
    engine.refuse = [=](std::size_t n) -> std::optional<Error> {
        if (n >= refusals) return std::nullopt;
        return Error{code, "refused", {}, {}};
    };
    const auto dispatcher = make(engine);
    dispatcher->dispatch(noop(1));
    const bool is_repeated = info_of(code).retryable;
    std::vector<Command> commands = engine.wait_for(is_repeated ? refusals + 1 : 1);
    const std::size_t first = commands.size();
    dispatcher->dispatch(noop(2));
    commands = engine.wait_for(first + 1);
    std::size_t count = 0;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (completion(commands, i).action_execution_id == action_id(1)) ++count;
    }
    return count;
}

}  // namespace

void check_dispatcher_contract(const MakeDispatcher& make) {
    SUBCASE("every request is answered once, by the id it came with") {
        RecordingEngine engine;
        const auto dispatcher = make(engine);
        constexpr unsigned count = 500;
        for (unsigned i = 0; i < count; ++i) dispatcher->dispatch(noop(i));
        const std::vector<Command> commands = engine.wait_for(count);
        std::set<Id> answered;
        for (std::size_t i = 0; i < commands.size(); ++i) {
            const CompleteAction& done = completion(commands, i);
            CHECK(!done.by_api);
            CHECK(answered.insert(done.action_execution_id).second);
        }
        CHECK(answered.size() == count);
    }
    SUBCASE("an asynchronous action that did not fail is reported as started") {
        RecordingEngine engine;
        const auto dispatcher = make(engine);
        ActionRequest request = noop(1);
        request.name = "std.async_noop";
        request.is_sync = false;
        dispatcher->dispatch(request);
        const std::vector<Command> commands = engine.wait_for(1);
        const auto* started = std::get_if<ActionStarted>(&commands[0]);
        REQUIRE(started != nullptr);
        CHECK(started->action_execution_id == action_id(1));
    }
    SUBCASE("what may have run before is run again only if that is safe") {
        RecordingEngine engine;
        const auto dispatcher = make(engine);
        check_redelivery(*dispatcher, engine);
    }
    SUBCASE("a result is handed over until the engine has room or storage for it") {
        CHECK(hand_overs(make, 3, ErrorCode::busy) == 4);
        CHECK(hand_overs(make, 2, ErrorCode::storage_unavailable) == 3);
    }
    SUBCASE("a refusal for good ends it") {
        CHECK(hand_overs(make, 1, ErrorCode::not_found) == 1);
        CHECK(hand_overs(make, 1, ErrorCode::invalid_transition) == 1);
    }
}

}  // namespace wf::testing
