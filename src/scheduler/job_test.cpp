#include "scheduler/ask.hpp"
#include "scheduler/job.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

using namespace wf;

namespace {

class RealClock final : public Clock {
public:
    Instant now() const override {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<Millis>(since).count()};
    }
};

class CountingJob final : public Job {
public:
    std::string_view name() const override { return "counting"; }

    Instant run(Instant now) override {
        const int done = ++runs;
        return done < 3 ? now : now + std::chrono::hours{1};
    }

    std::atomic<int> runs{0};
};

/// Answers later, from another thread, in any order.
class SlowEngine final : public CommandSink {
public:
    ~SlowEngine() override {
        for (std::thread& thread : threads_) thread.join();
    }

    void submit(Command command, ReplyHandler on_reply) override {
        const std::string id = std::get<StartWorkflow>(command).execution_id;
        threads_.emplace_back([id, on_reply = std::move(on_reply)] {
            if (id == "bad") return on_reply(fail(ErrorCode::busy, "later"));
            Reply reply;
            reply.workflow.emplace();
            reply.workflow->alias = id;
            on_reply(std::move(reply));
        });
    }

private:
    std::vector<std::thread> threads_;
};

Command start(std::string id) {
    StartWorkflow command;
    command.execution_id = std::move(id);
    return command;
}

}  // namespace

TEST_CASE("a job runs at once, again when it asks for it, and not after a stop") {
    const RealClock clock;
    const auto log =
        *Logger::open(LogOptions{.file = {}, .sink = [](std::string_view) {}, .now = {}});
    CountingJob job;
    JobThread thread{job, clock, *log};
    while (job.runs < 3) std::this_thread::yield();
    thread.stop();
    CHECK(job.runs == 3);
    thread.stop();  // once more does no harm
}

TEST_CASE("answers come in the order of the commands, refusals among them") {
    SlowEngine engine;
    const auto replies = ask_all(engine, {start("a"), start("bad"), start("c")});
    REQUIRE(replies.size() == 3);
    CHECK(replies[0]->workflow->alias == "a");
    CHECK(replies[1].error().code == ErrorCode::busy);
    CHECK(replies[2]->workflow->alias == "c");
    CHECK(ask_all(engine, {}).empty());
}
