// Cron triggers on storage in memory, by a virtual clock, with an engine that starts by id as the
// real one does.
#include "scheduler/cron_triggers.hpp"
#include "storage/memory/memory_storage.hpp"
#include "value/json.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <utility>

using namespace wf;

namespace {

class StartingEngine final : public CommandSink {
public:
    void submit(Command command, ReplyHandler on_reply) override {
        const auto& start = std::get<StartWorkflow>(command);
        ++asked;
        if (const auto other = std::exchange(meanwhile, {})) other();
        if (refusal) return on_reply(tl::unexpected(*refusal));
        Reply reply;
        reply.workflow.emplace();
        started.emplace(start.execution_id, start);
        on_reply(std::move(reply));
    }

    std::map<std::string, StartWorkflow> started;
    std::optional<Error> refusal;
    std::function<void()> meanwhile;  // what happens elsewhere during the next start
    std::size_t asked = 0;
};

Instant at(std::string_view text) {
    return *parse_instant(text);
}

struct House {
    CronTriggerRow make(std::string pattern, std::string_view next, std::optional<int> count = {}) {
        CronTriggerRow row;
        row.id = make_random_id(7, ++made);
        row.name = "trigger" + std::to_string(made);
        row.project_id = "p";
        row.pattern = std::move(pattern);
        row.workflow_id = make_random_id(8, 1);
        row.workflow_input = Value::dict({{"a", 1}});
        row.workflow_params = Value::dict({{"env", Value::dict({})}});
        if (count) row.remaining_executions = *count;
        row.next_execution_time = at(next);
        DefinitionChanges changes;
        changes.cron_triggers.inserted = {row};
        REQUIRE(storage->change_definitions(changes));
        return row;
    }

    Instant run(std::string_view now) {
        return CronTriggers{Millis{1000}, {*storage, engine, *log}}.run(at(now));
    }

    std::optional<CronTriggerRow> find(const CronTriggerRow& row) {
        return *storage->find_cron_trigger(to_text(row.id), "");
    }

    std::unique_ptr<Storage> storage = make_memory_storage();
    StartingEngine engine;
    std::unique_ptr<Logger> log =
        *Logger::open(LogOptions{.file = {}, .sink = [](std::string_view) {}, .now = {}});
    std::uint64_t made = 0;
};

}  // namespace

// Acceptance 178.
TEST_CASE("a trigger with a count fires so often and is gone") {
    House house;
    const auto row = house.make("* * * * * */5", "2026-01-01 00:00:05", 2);
    house.run("2026-01-01 00:00:04");
    CHECK(house.engine.started.empty());
    house.run("2026-01-01 00:00:05");
    CHECK(house.engine.started.size() == 1);
    CHECK(house.find(row)->remaining_executions == 1);
    CHECK(house.find(row)->next_execution_time == at("2026-01-01 00:00:10"));
    house.run("2026-01-01 00:00:09");
    CHECK(house.engine.started.size() == 1);
    house.run("2026-01-01 00:00:10");
    CHECK(house.engine.started.size() == 2);
    CHECK_FALSE(house.find(row));
    const StartWorkflow& start = house.engine.started.begin()->second;
    CHECK(start.workflow == to_text(row.workflow_id));
    CHECK(start.input == row.workflow_input);
    CHECK(start.params == row.workflow_params);
    CHECK(start.project_id == "p");
    const std::string id = to_text(row.id);
    CHECK(
        start.description == R"({"description": "Workflow execution created by cron trigger '()" +
                                 id + R"()'.", "triggered_by": {"type": "cron_trigger", "id": ")" +
                                 id + R"(", "name": "trigger1"}})"
    );
}

TEST_CASE("missed runs are not caught up with") {
    House house;
    const auto row = house.make("0 * * * *", "2026-01-01 01:00");
    house.run("2026-01-03 07:20");
    CHECK(house.engine.started.size() == 1);
    CHECK(house.find(row)->next_execution_time == at("2026-01-03 08:00"));
    CHECK_FALSE(house.find(row)->remaining_executions);
}

TEST_CASE("a crash between the start and what follows leads to one execution") {
    House house;
    const auto row = house.make("0 * * * *", "2026-01-01 01:00");
    house.run("2026-01-01 01:00");
    DefinitionChanges back;  // as if moving on had never been committed
    back.cron_triggers.deleted = {row.id};
    back.cron_triggers.inserted = {row};
    REQUIRE(house.storage->change_definitions(back));
    house.run("2026-01-01 01:02");
    CHECK(house.engine.asked == 2);
    CHECK(house.engine.started.size() == 1);
    CHECK(house.find(row)->next_execution_time == at("2026-01-01 02:00"));
}

// Acceptance 179.
TEST_CASE("of two processes that find a trigger due at the same time one starts its execution") {
    House house;
    const auto row = house.make("* * * * * */5", "2026-01-01 00:00:05", 3);
    house.engine.meanwhile = [&] { house.run("2026-01-01 00:00:05"); };
    house.run("2026-01-01 00:00:05");
    CHECK(house.engine.asked == 2);
    CHECK(house.engine.started.size() == 1);
    CHECK(house.find(row)->remaining_executions == 2);
    CHECK(house.find(row)->next_execution_time == at("2026-01-01 00:00:10"));
}

TEST_CASE("a busy engine is asked again, a refusal is final for this time") {
    House house;
    const auto row = house.make("0 * * * *", "2026-01-01 01:00");
    house.engine.refusal = Error{ErrorCode::busy, "too many", {}, {}};
    CHECK(house.run("2026-01-01 01:00") == at("2026-01-01 01:00:01"));
    CHECK(house.find(row)->next_execution_time == at("2026-01-01 01:00"));
    house.engine.refusal = Error{ErrorCode::not_found, "no such workflow", {}, {}};
    house.run("2026-01-01 01:00:01");
    CHECK(house.find(row)->next_execution_time == at("2026-01-01 02:00"));
    house.engine.refusal.reset();
    house.run("2026-01-01 02:00");
    CHECK(house.engine.started.size() == 1);
}

TEST_CASE("a pattern that never fires again ends its trigger") {
    House house;
    const auto row = house.make("0 0 30 2 *", "2026-01-01 01:00", 5);
    house.run("2026-01-01 01:00");
    CHECK(house.engine.started.size() == 1);
    CHECK_FALSE(house.find(row));
}

TEST_CASE("the job comes back when something is due, and often enough for new triggers") {
    House house;
    CHECK(house.run("2026-01-01 01:00") == at("2026-01-01 01:00:01"));
    auto row = house.make("0 * * * *", "2026-01-01 02:00");
    CHECK(house.run("2026-01-01 01:59:59") == at("2026-01-01 02:00"));
    CHECK(house.run("2026-01-01 01:30") == at("2026-01-01 01:30:01"));
}

TEST_CASE("the id of a firing names trigger and time") {
    const Id trigger = make_random_id(1, 2);
    const std::string id = firing_id(trigger, Instant{5000});
    CHECK(parse_id(id));
    CHECK(id[14] == '3');
    CHECK(id == firing_id(trigger, Instant{5000}));
    CHECK(id != firing_id(trigger, Instant{6000}));
    CHECK(id != firing_id(make_random_id(1, 3), Instant{5000}));
}
