// What the executor reports of the actions it has.
#include "executor/testing/harness.hpp"
#include "ports/heartbeat_sink.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace wf;
using namespace wf::testing;

namespace {

class Listener final : public HeartbeatSink {
public:
    void report_running(const std::vector<Id>& action_executions) override {
        const std::lock_guard lock{mutex_};
        reports_.push_back({action_executions.begin(), action_executions.end()});
    }

    std::size_t count() {
        const std::lock_guard lock{mutex_};
        return reports_.size();
    }

    /// In the latest report.
    bool has_reported(const Id& action) {
        const std::lock_guard lock{mutex_};
        return !reports_.empty() && reports_.back().contains(action);
    }

private:
    std::mutex mutex_;
    std::vector<std::set<Id>> reports_;
};

}  // namespace

TEST_CASE("the executor reports the actions it has, once per interval") {
    FakeTime time;
    Listener listener;
    ExecutorOptions options = Harness::default_options();
    options.monotonic = time.reader();
    options.heartbeats = &listener;
    options.heartbeat_interval = Millis{1000};
    Harness harness{std::move(options)};
    harness.executor.dispatch(request_of("std.sleep", R"({"seconds": 5})", 1));
    harness.executor.dispatch(request_of("std.sleep", R"({"seconds": 900})", 2));
    // Runs after those two, so they are known when the interval is over.
    CHECK(harness.run(request_of("std.noop", "{}", 3)).value.is_null());
    CHECK(listener.count() == 0);
    time.advance(Millis{1000});
    CHECK(harness.run(request_of("std.noop", "{}", 4)).value.is_null());  // a turn of its loop
    CHECK(harness.run(request_of("std.noop", "{}", 5)).value.is_null());
    CHECK(listener.count() == 1);
    CHECK(listener.has_reported(test_id(1)));
    CHECK(listener.has_reported(test_id(2)));
    time.advance(Millis{4000});  // the first one ends
    harness.executor.dispatch(request_of("std.noop", "{}", 6));
    harness.engine.wait_for(5);
    time.advance(Millis{1000});
    for (unsigned i = 7; i <= 8; ++i) {
        harness.executor.dispatch(request_of("std.noop", "{}", i));
        harness.engine.wait_for(i - 1);
    }
    CHECK(listener.count() >= 2);
    CHECK_FALSE(listener.has_reported(test_id(1)));
    CHECK(listener.has_reported(test_id(2)));
}
