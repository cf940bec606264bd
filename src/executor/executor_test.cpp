// The executor as the engine sees it: dispatch in, one settled answer out.
#include "executor/testing/harness.hpp"
#include "telemetry/metrics.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

using namespace wf;
using namespace wf::testing;

TEST_CASE("results and errors of actions") {
    Harness harness;
    CHECK(harness.run_text("std.noop", "{}") == "success: null");
    CHECK(harness.run_text("std.echo", R"({"output": [1]})") == "success: [1]");
    CHECK(
        harness.run_text("std.fail", "{}") ==
        fmt::format(
            "error: The action raised an exception [action=Fail action, action_ex_id={}, msg='Fail "
            "action "
            "expected exception.']",
            to_text(test_id(1))
        )
    );
    CHECK(harness.run_text("std.fail", R"({"error_data": {"c": 1}})") == R"(error: {"c":1})");
    CHECK(
        harness.run_text("std.http", R"({"url": "http://h", "body": 1, "json": 1})") ==
        "error: Failed to instantiate an action [action_desc=std.http]: Only one of the parameters "
        "'json' "
        "and 'body' can be passed"
    );
    CHECK(
        harness.run_text("std.nope", "{}") ==
        "error: Failed to find action [action_name=std.nope, namespace=]"
    );
    ActionRequest unsaved = request_of("std.fail", "{}");
    unsaved.action_execution_id = {};
    CHECK(text_of(harness.run(unsaved)).find("action_ex_id=None") != std::string::npos);
}

TEST_CASE("delays cost no thread and go by the clock that is given") {
    FakeTime time;
    ExecutorOptions options = Harness::default_options();
    options.monotonic = time.reader();
    Harness harness{std::move(options)};
    constexpr unsigned count = 10'000;
    for (unsigned i = 1; i <= count; ++i) {
        harness.executor.dispatch(request_of("std.sleep", R"({"seconds": 3600})", i));
    }
    harness.executor.dispatch(request_of("std.echo", R"({"output": "o", "delay": 0.5})", count + 1)
    );
    CHECK(harness.run(request_of("std.noop", "{}", count + 2)).value.is_null());
    time.advance(Millis{500});
    harness.executor.dispatch(request_of("std.noop", "{}", count + 3));
    std::set<std::string> first;
    for (int i = 0; i < 2; ++i)
        first.insert(text_of(std::get<CompleteAction>(harness.engine.next()).result));
    CHECK(first == std::set<std::string>{"success: \"o\"", "success: null"});
    time.advance(Millis{3'600'000});
    harness.executor.dispatch(request_of("std.noop", "{}", count + 4));
    harness.engine.wait_for(count + 4);
}

TEST_CASE("a time limit ends an action that sleeps") {
    FakeTime time;
    ExecutorOptions options = Harness::default_options();
    options.monotonic = time.reader();
    Harness harness{std::move(options)};
    ActionRequest request = request_of("std.sleep", R"({"seconds": 100})");
    request.timeout_s = 1;
    harness.executor.dispatch(request);
    CHECK(harness.run(request_of("std.noop", "{}", 2)).value.is_null());
    time.advance(Millis{1000});
    harness.executor.dispatch(request_of("std.noop", "{}", 3));
    harness.engine.wait_for(3);
    bool was_seen = false;
    for (int i = 0; i < 2; ++i) {
        const ActionResult result = std::get<CompleteAction>(harness.engine.next()).result;
        was_seen = was_seen || message_of(result) == "Timeout after 1 seconds";
    }
    CHECK(was_seen);
}

TEST_CASE("asynchronous actions: started when they did not fail") {
    Harness harness;
    ActionRequest request = request_of("std.async_noop", "{}");
    request.is_sync = false;
    harness.executor.dispatch(request);
    CHECK(std::holds_alternative<ActionStarted>(harness.engine.next()));
}

TEST_CASE("a request that is being run already is not run twice; a settled one is forgotten") {
    FakeTime time;
    ExecutorOptions options = Harness::default_options();
    options.monotonic = time.reader();
    Harness harness{std::move(options)};
    ActionRequest request = request_of("std.sleep", R"({"seconds": 1})");
    harness.executor.dispatch(request);
    request.maybe_duplicate = true;
    harness.executor.dispatch(request);
    CHECK(harness.run(request_of("std.noop", "{}", 2)).value.is_null());
    time.advance(Millis{1000});
    harness.executor.dispatch(request_of("std.noop", "{}", 3));
    harness.engine.wait_for(3);
    CHECK(harness.executor.stop(Millis{60'000}) == 0);
    int results = 0;
    for (int i = 0; i < 2; ++i) {
        if (std::get<CompleteAction>(harness.engine.next()).action_execution_id == test_id(1))
            ++results;
    }
    CHECK(results == 1);
}

TEST_CASE("requests before the start wait for it; those after the stop are left to recovery") {
    FakeEngine engine;
    LogOptions log_options;
    log_options.sink = [](std::string_view) {};
    const auto log = *Logger::open(log_options);
    Executor executor;
    executor.dispatch(request_of("std.noop", "{}"));
    REQUIRE(executor.start(Harness::default_options(), engine, *log).has_value());
    CHECK(std::holds_alternative<CompleteAction>(engine.next()));
    CHECK(executor.stop(Millis{60'000}) == 0);
    executor.dispatch(request_of("std.noop", "{}", 2));
    CHECK(executor.stop(Millis{0}) == 0);
}

TEST_CASE("a stop waits for what runs, or abandons it") {
    FakeTime time;
    ExecutorOptions options = Harness::default_options();
    options.monotonic = time.reader();
    Harness harness{options};
    harness.executor.dispatch(request_of("std.sleep", R"({"seconds": 9})"));
    CHECK(harness.run(request_of("std.noop", "{}", 2)).value.is_null());
    CHECK(harness.executor.stop(Millis{1}) == 1);
}

TEST_CASE("metrics count runs by outcome") {
    Metrics metrics;
    ExecutorOptions options = Harness::default_options();
    options.metrics = &metrics;
    Harness harness{std::move(options)};
    harness.run("std.noop", "{}");
    harness.run(request_of("std.fail", "{}", 2));
    CHECK(metrics.counter({"wf_executor_actions_total", "", "outcome=\"success\""}).value() == 1);
    CHECK(metrics.counter({"wf_executor_actions_total", "", "outcome=\"error\""}).value() == 1);
    CHECK(metrics.gauge({"wf_executor_actions_running", ""}).value() == 0);
}
