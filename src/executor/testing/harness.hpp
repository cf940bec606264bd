// An executor with a pretended engine around it: requests in, the engine's commands out.
#pragma once
#include "executor/executor.hpp"
#include "ports/command_sink.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace wf::testing {

/// Collects commands and answers each at once, as `answer` says.
class FakeEngine final : public CommandSink {
public:
    /// Error of the n-th command (from 0); nothing: recorded. Set before commands come.
    std::function<std::optional<Error>(std::size_t)> answer;

    void submit(Command command, ReplyHandler on_reply) override;
    /// Waits until there is one more command and takes it. Fails the test after a long time.
    Command next();
    /// Waits until `count` commands have come in all.
    void wait_for(std::size_t count);

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Command> commands_;
    std::size_t count_ = 0;
};

/// A clock that the test sets; reading it is safe from any thread.
class FakeTime {
public:
    std::function<Millis()> reader() {
        return [this] { return Millis{now_ms_.load()}; };
    }

    void advance(Millis span) { now_ms_ += span.count(); }

private:
    std::atomic<std::int64_t> now_ms_{1'000'000};
};

struct Harness {
    FakeEngine engine;
    std::unique_ptr<Logger> log;
    Executor executor;

    /// Options without proxies of the environment; loopback is allowed.
    static ExecutorOptions default_options();
    explicit Harness(ExecutorOptions options = default_options());
    ~Harness();

    /// Runs one action to its end. `input` is JSON.
    ActionResult run(const std::string& name, const std::string& input);
    ActionResult run(ActionRequest request);
    /// "success: JSON", "error: text or JSON".
    std::string run_text(const std::string& name, const std::string& input);
};

ActionRequest request_of(const std::string& name, const std::string& input, unsigned number = 1);
Id test_id(unsigned number);
std::string text_of(const ActionResult& result);
/// What stands between msg=' and the end of an exception's text.
std::string message_of(const ActionResult& result);

}  // namespace wf::testing
