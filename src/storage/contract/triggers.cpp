// Contract: cron triggers and event triggers.
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"

namespace wf::contract {
namespace {

template <class Row>
Row trigger(std::uint32_t seed, std::string name, std::string project = "p1") {
    Row row = Filler{seed}.row<Row>();
    row.name = std::move(name);
    row.project_id = std::move(project);
    row.scope = "private";
    return row;
}

DefinitionChanges one_of_each() {
    DefinitionChanges changes;
    changes.cron_triggers.inserted = {trigger<CronTriggerRow>(1, "c")};
    changes.event_triggers.inserted = {trigger<EventTriggerRow>(2, "e")};
    return changes;
}

void round_trip(Storage& storage) {
    const DefinitionChanges changes = one_of_each();
    must(storage.change_definitions(changes));
    const CronTriggerRow& cron = changes.cron_triggers.inserted[0];
    const EventTriggerRow& event = changes.event_triggers.inserted[0];
    check_same(*must(storage.find_cron_trigger("c", "p1")), cron);
    check_same(*must(storage.find_cron_trigger(to_text(cron.id), "p1")), cron);
    CHECK_FALSE(must(storage.find_cron_trigger("c", "p2")).has_value());
    check_same(*must(storage.find_event_trigger(event.id, "p1")), event);
    CHECK_FALSE(must(storage.find_event_trigger(event.id, "p2")).has_value());
    CHECK_FALSE(must(storage.find_event_trigger(cron.id, "p1")).has_value());
    check_same_rows(must(storage.list_cron_triggers({})), changes.cron_triggers.inserted);
    check_same_rows(must(storage.list_event_triggers({})), changes.event_triggers.inserted);
}

void empty_fields(Storage& storage) {
    DefinitionChanges changes;
    changes.cron_triggers.inserted = {trigger<CronTriggerRow>(1, "c")};
    CronTriggerRow& row = changes.cron_triggers.inserted[0];
    row.remaining_executions.reset();
    row.first_execution_time.reset();
    row.next_execution_time.reset();
    row.updated_at.reset();
    must(storage.change_definitions(changes));
    check_same(*must(storage.find_cron_trigger("c", "p1")), row);
    CHECK(must(storage.due_cron_triggers(Instant{1LL << 50U}, 10)).empty());
}

void changes_and_deletions(Storage& storage) {
    const DefinitionChanges changes = one_of_each();
    must(storage.change_definitions(changes));
    DefinitionChanges update;
    update.event_triggers.updated = {trigger<EventTriggerRow>(12, "other")};
    EventTriggerRow& fresh = update.event_triggers.updated[0];
    const EventTriggerRow& old = changes.event_triggers.inserted[0];
    fresh.id = old.id;
    fresh.created_at = old.created_at;
    fresh.exchange = old.exchange;
    fresh.topic = old.topic;
    fresh.event = old.event;
    must(storage.change_definitions(update));
    check_same(*must(storage.find_event_trigger(fresh.id, "")), fresh);
    DefinitionChanges deletion;
    deletion.cron_triggers.deleted = {changes.cron_triggers.inserted[0].id};
    deletion.event_triggers.deleted = {fresh.id};
    must(storage.change_definitions(deletion));
    CHECK(must(storage.list_cron_triggers({})).empty());
    CHECK(must(storage.list_event_triggers({})).empty());
    CHECK(code_of(storage.change_definitions(deletion)) == ErrorCode::not_found);
}

void duplicates(Storage& storage) {
    const DefinitionChanges first = one_of_each();
    must(storage.change_definitions(first));
    DefinitionChanges again;
    again.cron_triggers.inserted = {trigger<CronTriggerRow>(21, "c")};
    const auto cron = storage.change_definitions(again);
    CHECK(code_of(cron) == ErrorCode::conflict);
    CHECK(
        cron.error().message == "Duplicate entry for cron trigger ['name', 'project_id']: c, None"
    );
    again = {};
    again.event_triggers.inserted = {first.event_triggers.inserted[0]};
    again.event_triggers.inserted[0].id = make_random_id(9, 9);
    CHECK(code_of(storage.change_definitions(again)) == ErrorCode::conflict);
    again.event_triggers.inserted[0].event = "another";
    must(storage.change_definitions(again));  // names are not unique here
}

/// Triggers that are due at these times.
std::vector<CronTriggerRow> store_due(Storage& storage, std::initializer_list<std::int64_t> times) {
    DefinitionChanges changes;
    std::uint32_t seed = 30;
    for (const std::int64_t time : times) {
        ++seed;
        auto row = trigger<CronTriggerRow>(seed, "c" + std::to_string(seed));
        row.next_execution_time = Instant{time};
        changes.cron_triggers.inserted.push_back(std::move(row));
    }
    must(storage.change_definitions(changes));
    return changes.cron_triggers.inserted;
}

void due_ones(Storage& storage) {
    const auto rows = store_due(storage, {3000, 1000, 2000});
    CHECK(
        ids_of(must(storage.due_cron_triggers(Instant{2000}, 10))) ==
        std::vector{rows[1].id, rows[2].id}
    );
    CHECK(ids_of(must(storage.due_cron_triggers(Instant{9000}, 1))) == std::vector{rows[1].id});
    CHECK(must(storage.due_cron_triggers(Instant{999}, 10)).empty());
}

using Moved = std::vector<bool>;

void advancing(Storage& storage) {
    const auto rows = store_due(storage, {1000});
    const auto version = storage.definitions_version();
    CronAdvance advance{rows[0].id, Instant{1000}, Instant{5000}, 2, Instant{1234}};
    const auto move = [&] { return must(storage.advance_cron_triggers({advance})); };
    CHECK(move() == Moved{true});
    CHECK(move() == Moved{false});  // somebody has done it already
    CronTriggerRow expected = rows[0];
    expected.next_execution_time = Instant{5000};
    expected.remaining_executions = 2;
    expected.updated_at = Instant{1234};
    check_same(*must(storage.find_cron_trigger(to_text(expected.id), "")), expected);
    CHECK(storage.definitions_version() == version);  // programs stay cached
    advance = {expected.id, Instant{5000}, Instant{6000}, {}, Instant{1235}};
    CHECK(move() == Moved{true});
    CHECK_FALSE(must(storage.find_cron_trigger(to_text(expected.id), ""))->remaining_executions);
    advance = {expected.id, Instant{6000}, {}, {}, Instant{1236}};
    CHECK(move() == Moved{true});
    CHECK(move() == Moved{false});
    CHECK(must(storage.list_cron_triggers({})).empty());
}

void advancing_several(Storage& storage) {
    const auto rows = store_due(storage, {1000, 2000, 3000});
    const std::vector<CronAdvance> advances = {
        {rows[0].id, Instant{1000}, {}, {}, Instant{1}},
        {rows[1].id, Instant{1999}, {}, {}, Instant{1}},
        {rows[2].id, Instant{3000}, Instant{4000}, {}, Instant{1}},
    };
    CHECK(must(storage.advance_cron_triggers(advances)) == Moved{true, false, true});
    CHECK(must(storage.list_cron_triggers({})).size() == 2);
    CHECK(must(storage.advance_cron_triggers({})).empty());
}

void lists(Storage& storage) {
    const auto rows = store_due(storage, {1'700'000'000'000, 1'700'000'060'000});
    Query query;
    query.filters = {{"next_execution_time", FilterOp::gt, {"2023-11-14 22:13:20"}}};
    CHECK(ids_of(must(storage.list_cron_triggers(query))) == std::vector{rows[1].id});
    query.filters = {{"workflow_id", FilterOp::eq, {to_text(rows[0].workflow_id)}}};
    CHECK(ids_of(must(storage.list_cron_triggers(query))) == std::vector{rows[0].id});
    query.filters = {{"remaining_executions", FilterOp::eq, {*rows[1].remaining_executions}}};
    CHECK(ids_of(must(storage.list_cron_triggers(query))) == std::vector{rows[1].id});
}

constexpr ContractCase cases[] = {
    {"triggers come back as they were stored", round_trip},
    {"a cron trigger without times is never due", empty_fields},
    {"event triggers change, both kinds are deleted", changes_and_deletions},
    {"duplicate triggers are refused with upstream's texts", duplicates},
    {"due cron triggers come in the order of their times", due_ones},
    {"a due time is taken once", advancing},
    {"several due times are taken together, each by its own condition", advancing_several},
    {"lists of triggers", lists},
};

}  // namespace

std::span<const ContractCase> trigger_cases() {
    return cases;
}

}  // namespace wf::contract
