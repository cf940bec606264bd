// The notifier on storage in memory against a real server on the loopback interface.
#include "executor/testing/http_server.hpp"
#include "notifier/notifier.hpp"
#include "notifier/publisher.hpp"
#include "storage/memory/memory_storage.hpp"
#include "value/json.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

using namespace wf;

namespace {

class TestClock final : public Clock {
public:
    Instant now() const override { return Instant{at.load()}; }

    std::atomic<std::int64_t> at{100'000};
};

NotificationRow message(const Value& publisher, std::int64_t number, std::uint32_t tree = 1) {
    NotificationRow row;
    row.root = make_root_id(Instant{1}, 0, tree);
    row.publisher = publisher;
    row.payload = Value::dict({{"number", number}, {"name", "wf"}, {"event", nullptr}});
    row.created_at = Instant{100'000};
    return row;
}

struct House {
    House() {
        log = *Logger::open(LogOptions{
            .file = {},
            .sink =
                [this](std::string_view line) {
                    const std::lock_guard lock{mutex};
                    lines += line;
                },
            .now = {}});
    }

    void post(const std::vector<NotificationRow>& rows) {
        ChangeSet changes;
        for (const NotificationRow& row : rows) changes.notifications.push_back(&row);
        REQUIRE(storage->commit(changes));
        if (notifier) notifier->wake();
    }

    void start(NotifierOptions options = {}) {
        auto started = Notifier::start(std::move(options), {*storage, clock, *log});
        REQUIRE(started);
        notifier = *std::move(started);
    }

    std::size_t waiting() { return storage->pending_notifications(0, 1000)->size(); }

    /// Until nothing waits.
    void settle() {
        while (waiting() > 0) std::this_thread::yield();
    }

    std::string logged() {
        const std::lock_guard lock{mutex};
        return lines;
    }

    std::unique_ptr<Storage> storage = make_memory_storage();
    TestClock clock;
    std::mutex mutex;
    std::string lines;
    std::unique_ptr<Logger> log;
    std::unique_ptr<Notifier> notifier;
};

/// Keeps what it is sent, and answers as told.
struct Hook {
    std::vector<std::string> bodies() {
        const std::lock_guard lock{mutex};
        return received;
    }

    std::mutex mutex;
    std::vector<std::string> received;
    std::string header;
    std::atomic<int> failures_left{0};
    testing::HttpServer server{[this](const testing::ServedRequest& request) {
        const std::lock_guard lock{mutex};
        received.push_back(request.body);
        header = request.header("X-Test") + " " + request.header("Content-Type");
        if (failures_left > 0) {
            --failures_left;
            return testing::respond("503 Busy", "", "");
        }
        return testing::respond("200 OK", "", "");
    }};
    Value publisher = Value::dict(
        {{"type", "webhook"},
         {"url", server.url("/hook")},
         {"headers", Value::dict({{"X-Test", "yes"}})}}
    );
};

}  // namespace

TEST_CASE("what is in the outbox is delivered in order and removed") {
    Hook hook;
    House house;
    house.post({message(hook.publisher, 1), message(hook.publisher, 2)});
    house.start();
    house.post({message(hook.publisher, 3)});
    house.settle();
    const auto bodies = hook.bodies();
    REQUIRE(bodies.size() == 3);
    CHECK(bodies[0] == R"({"number": 1, "name": "wf", "event": null})");
    CHECK(bodies[1] == R"({"number": 2, "name": "wf", "event": null})");
    CHECK(bodies[2] == R"({"number": 3, "name": "wf", "event": null})");
    CHECK(hook.header == "yes application/json");
}

TEST_CASE("a refused delivery is tried again, and the next one waits for it") {
    Hook hook;
    hook.failures_left = 2;
    House house;
    house.post({message(hook.publisher, 1), message(hook.publisher, 2)});
    NotifierOptions options;
    options.retry.first_pause = Millis{1};
    house.start(options);
    while (house.waiting() > 0) {
        house.clock.at += 10;
        std::this_thread::yield();
    }
    const auto bodies = hook.bodies();
    REQUIRE(bodies.size() == 4);
    for (int i = 0; i < 3; ++i)
        CHECK(bodies[static_cast<std::size_t>(i)].find(": 1,") != std::string::npos);
    CHECK(bodies[3].find(": 2,") != std::string::npos);
    CHECK(house.logged().find("it answered 503") != std::string::npos);
}

TEST_CASE("what cannot be delivered is said once and removed") {
    House house;
    house.start();
    house.post({
        message(Value::dict({{"type", "pigeon"}}), 1, 1),
        message(Value::dict({{"url", "http://x"}}), 2, 2),
        message(Value::dict({{"type", "webhook"}}), 3, 3),
        message(Value::dict({{"type", "webhook"}, {"url", "ftp://x"}}), 4, 4),
        message(Value::dict({{"type", "noop"}}), 5, 5),
    });
    house.settle();
    const std::string log = house.logged();
    CHECK(log.find("there is no publisher of type 'pigeon'") != std::string::npos);
    CHECK(log.find("the publisher has no type") != std::string::npos);
    CHECK(log.find("the publisher has no url") != std::string::npos);
    CHECK(log.find("URL scheme 'ftp' is not allowed") != std::string::npos);
    CHECK(log.find("info notification ") != std::string::npos);
}

TEST_CASE("a message that is too old is given up") {
    House house;
    const Value nobody = Value::dict(
        {{"type", "webhook"},
         {"url", "http://127.0.0.1:" + std::to_string(testing::unused_port()) + "/"}}
    );
    NotifierOptions options;
    options.retry.give_up_after = Millis{0};
    house.start(options);
    house.post({message(nobody, 1)});
    house.settle();
    CHECK(house.logged().find("notification_given_up") != std::string::npos);
}

TEST_CASE("webhooks obey the rules of where we may connect to") {
    Hook hook;
    House house;
    NotifierOptions options;
    options.http.rules.egress = *http::EgressPolicy::make({}, {"127.0.0.0/8"});
    house.start(std::move(options));
    house.post({message(hook.publisher, 1)});
    house.settle();
    CHECK(hook.bodies().empty());
    CHECK(house.logged().find("notification_dropped") != std::string::npos);
}
