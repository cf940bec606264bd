// A running engine on storage in memory, with an executor that the test plays.
#pragma once
#include "model/definition_rows.hpp"
#include "runtime/runtime.hpp"
#include "storage/memory/memory_storage.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace wf::testing {

/// The real time, set forward by tests.
class RealClock final : public Clock {
public:
    Instant now() const override {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return Instant{std::chrono::duration_cast<Millis>(since).count()} + Millis{ahead.load()};
    }

    std::atomic<std::int64_t> ahead{0};
};

/// Keeps requests until the test answers them.
class HeldActions final : public ActionDispatcher {
public:
    void dispatch(ActionRequest request) override {
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(std::move(request));
        }
        arrived_.notify_all();
    }

    ActionRequest take() {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [this] { return !requests_.empty(); });
        ActionRequest request = std::move(requests_.front());
        requests_.erase(requests_.begin());
        return request;
    }

    std::size_t waiting() {
        const std::lock_guard lock(mutex_);
        return requests_.size();
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<ActionRequest> requests_;
};

inline std::optional<ActionResult> run_echo(const Value& input) {
    return ActionResult::success(input["output"]);
}

inline std::optional<ActionResult> run_noop(const Value&) {
    return ActionResult::success({});
}

inline const std::vector<ActionSignature>& builtins() {
    static const std::vector<ActionSignature> all = [] {
        std::vector<ActionSignature> list(3);
        list[0].name = "std.noop";
        list[0].pure = run_noop;
        list[1].name = "std.echo";
        list[1].parameters = {{"output", true, {}}};
        list[1].pure = run_echo;
        list[2].name = "outside";
        list[2].any_keywords = true;
        return list;
    }();
    return all;
}

inline void store(Storage& storage, std::string_view text) {
    const auto parsed = lang::parse_workflows(text);
    REQUIRE(parsed);
    DefinitionChanges changes;
    std::uint64_t number = 0;
    for (const auto& workflow : *parsed)
        changes.workflows.inserted.push_back(row_of(workflow, make_random_id(1, ++number), {}));
    REQUIRE(storage.change_definitions(changes));
}

struct House {
    explicit House(RuntimeOptions options = {}) : House(make_memory_storage(), options) {}

    House(std::shared_ptr<Storage> given, RuntimeOptions options) : storage(std::move(given)) {
        log = *Logger::open(LogOptions{.file = {}, .sink = [](std::string_view) {}, .now = {}});
        auto started = Runtime::start(options, {*storage, actions, clock, *log, builtins()});
        REQUIRE(started);
        runtime = *std::move(started);
    }

    Result<Reply> ask(Command command) {
        std::promise<Result<Reply>> promise;
        auto future = promise.get_future();
        runtime->submit(std::move(command), [&](Result<Reply> reply) {
            promise.set_value(std::move(reply));
        });
        return future.get();
    }

    WorkflowExecutionRow start(const std::string& name, const std::string& id = {}) {
        StartWorkflow command;
        command.workflow = name;
        command.execution_id = id;
        command.project_id = default_project;
        const auto reply = ask(command);
        REQUIRE(reply);
        return *reply->workflow;
    }

    /// The execution once it is in a final state.
    WorkflowExecutionRow finished(const Id& id) {
        while (true) {
            const auto row = storage->get_workflow_execution(id);
            REQUIRE(row);
            if (*row && is_completed((*row)->state)) return **row;
            std::this_thread::yield();
        }
    }

    std::shared_ptr<Storage> storage;
    HeldActions actions;
    RealClock clock;
    std::unique_ptr<Logger> log;
    std::unique_ptr<Runtime> runtime;
};

inline constexpr std::string_view definitions = R"(
version: '2.0'
chain: {output: {x: <% $.x %>}, tasks: {a: {on-success: b}, b: {action: std.echo output=5, publish: {x: <% task().result %>}}}}
call: {tasks: {c: {action: outside, publish: {r: <% task().result %>}}}}
parent: {tasks: {p: {workflow: chain}}}
patient: {tasks: {c: {action: outside, on-error: fallback}, fallback: {action: std.noop}}}
held: {tasks: {c: {action: std.noop, pause-before: true}}}
later: {tasks: {c: {action: std.noop, wait-before: 100}}}
joined: {tasks: {a: {on-success: j}, b: {on-success: j}, j: {join: all}}}
again: {tasks: {c: {action: outside, retry: {count: 1, delay: 0}, publish: {r: <% task().result %>}}}}
)";

}  // namespace wf::testing
