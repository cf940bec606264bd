#include "executor/testing/harness.hpp"

#include "value/json.hpp"

#include <doctest/doctest.h>

namespace wf::testing {

namespace {

constexpr std::chrono::seconds patience{60};

}  // namespace

void FakeEngine::submit(Command command, ReplyHandler on_reply) {
    std::optional<Error> refusal;
    {
        const std::lock_guard lock{mutex_};
        if (answer) refusal = answer(count_);
        ++count_;
        commands_.push_back(std::move(command));
        changed_.notify_all();
    }
    if (refusal) {
        on_reply(tl::unexpected(*refusal));
    } else {
        on_reply(Reply{});
    }
}

Command FakeEngine::next() {
    std::unique_lock lock{mutex_};
    REQUIRE(changed_.wait_for(lock, patience, [this] { return !commands_.empty(); }));
    Command command = std::move(commands_.front());
    commands_.pop_front();
    return command;
}

void FakeEngine::wait_for(std::size_t count) {
    std::unique_lock lock{mutex_};
    REQUIRE(changed_.wait_for(lock, patience, [&] { return count_ >= count; }));
}

ExecutorOptions Harness::default_options() {
    ExecutorOptions options;
    options.http.rules.proxy_from_environment = false;
    return options;
}

Harness::Harness(ExecutorOptions options) {
    LogOptions log_options;
    log_options.sink = [](std::string_view) {};
    log_options.level = LogLevel::debug;
    log = *Logger::open(std::move(log_options));
    REQUIRE(executor.start(std::move(options), engine, *log).has_value());
}

Harness::~Harness() {
    executor.stop(Millis{0});
}

ActionResult Harness::run(const std::string& name, const std::string& input) {
    return run(request_of(name, input));
}

ActionResult Harness::run(ActionRequest request) {
    const Id id = request.action_execution_id;
    executor.dispatch(std::move(request));
    Command command = engine.next();
    auto* done = std::get_if<CompleteAction>(&command);
    REQUIRE(done != nullptr);
    CHECK(done->action_execution_id == id);
    CHECK(!done->by_api);
    return std::move(done->result);
}

std::string Harness::run_text(const std::string& name, const std::string& input) {
    return text_of(run(name, input));
}

Id test_id(unsigned number) {
    return child_id(make_root_id(Instant{1'700'000'000'000}, 1, 1), number);
}

ActionRequest request_of(const std::string& name, const std::string& input, unsigned number) {
    ActionRequest request;
    request.action_execution_id = test_id(number);
    request.name = name;
    auto value = parse_json(input);
    REQUIRE_MESSAGE(value.has_value(), input);
    request.input = *value;
    return request;
}

std::string text_of(const ActionResult& result) {
    const bool is_success = result.outcome == ActionResult::Outcome::success;
    const std::string value =
        !is_success && result.value.is_string() ? result.value.to_string() : to_json(result.value);
    return (is_success ? "success: " : "error: ") + value;
}

std::string message_of(const ActionResult& result) {
    const std::string text = text_of(result);
    const std::size_t start = text.find("msg='");
    if (start == std::string::npos || !text.ends_with("']")) return "not an exception: " + text;
    return text.substr(start + 5, text.size() - start - 7);
}

}  // namespace wf::testing
