// What publishers are told, as the outbox holds it.
#include "runtime/testing/house.hpp"
#include "value/json.hpp"

using namespace wf;
using namespace wf::testing;

namespace {

/// What the outbox holds, one line each: "TASK_LAUNCHED c RUNNING".
std::vector<std::string> told(House& house) {
    std::vector<std::string> lines;
    const auto rows = house.storage->pending_notifications(0, 1000);
    REQUIRE(rows);
    for (const NotificationRow& row : *rows) {
        const Value& event = row.payload["event"];
        lines.push_back(
            (event.is_null() ? "-" : event.to_string()) + " " + row.payload["name"].to_string() +
            " " + row.payload["state"].to_string()
        );
    }
    return lines;
}

Value publisher(std::string_view event_types = "[]") {
    return Value::dict({{"type", "noop"}, {"event_types", *parse_json(event_types)}});
}

WorkflowExecutionRow start_told(House& house, const std::string& name, std::vector<Value> whom) {
    StartWorkflow command;
    command.workflow = name;
    command.project_id = default_project;
    command.params = Value::dict({{"notify", Value::list(std::move(whom))}});
    const auto reply = house.ask(command);
    REQUIRE(reply);
    return *reply->workflow;
}

using Lines = std::vector<std::string>;

}  // namespace

// Acceptance 181, with the next case.
TEST_CASE("publishers are told of workflows and tasks, children included, in order") {
    House house;
    store(*house.storage, definitions);
    const Id id = start_told(house, "parent", {publisher()}).id;
    house.finished(id);
    CHECK(
        told(house) ==
        Lines{
            "WORKFLOW_LAUNCHED parent RUNNING",
            "TASK_LAUNCHED p RUNNING",
            "WORKFLOW_LAUNCHED chain RUNNING",
            "TASK_LAUNCHED a RUNNING",
            "TASK_SUCCEEDED a SUCCESS",
            "TASK_LAUNCHED b RUNNING",
            "TASK_SUCCEEDED b SUCCESS",
            "WORKFLOW_SUCCEEDED chain SUCCESS",
            "TASK_SUCCEEDED p SUCCESS",
            "WORKFLOW_SUCCEEDED parent SUCCESS",
        }
    );
    const auto rows = *house.storage->pending_notifications(0, 1000);
    CHECK(rows[0].root == id);
    CHECK(rows[0].payload["id"] == Value{to_text(id)});
    CHECK(rows[0].payload["root_execution_id"].is_null());
    CHECK(rows[2].payload["root_execution_id"] == Value{to_text(id)});
    CHECK(rows[1].payload["workflow_execution_id"] == Value{to_text(id)});
    CHECK(rows[1].payload["type"] == Value{"WORKFLOW"});
}

TEST_CASE("a publisher chooses its events, another one gets all") {
    House house;
    store(*house.storage, definitions);
    house.finished(
        start_told(house, "parent", {publisher(R"(["WORKFLOW_SUCCEEDED"])"), "no publisher"}).id
    );
    CHECK(
        told(house) ==
        Lines{"WORKFLOW_SUCCEEDED chain SUCCESS", "WORKFLOW_SUCCEEDED parent SUCCESS"}
    );
}

// Acceptance 182.
TEST_CASE("a task that is held before its start is told of as idle, without a name") {
    House house;
    store(*house.storage, definitions);
    const Id id = start_told(house, "held", {publisher()}).id;
    while (told(house).size() < 4) std::this_thread::yield();
    CHECK(house.ask(ResumeWorkflow{id, {}}));
    house.finished(id);
    CHECK(
        told(house) ==
        Lines{
            "WORKFLOW_LAUNCHED held RUNNING",
            "TASK_LAUNCHED c RUNNING",
            "- c IDLE",
            "WORKFLOW_PAUSED held PAUSED",
            "WORKFLOW_RESUMED held RUNNING",
            "TASK_RESUMED c RUNNING",
            "TASK_SUCCEEDED c SUCCESS",
            "WORKFLOW_SUCCEEDED held SUCCESS",
        }
    );
}

TEST_CASE("joins, delays, retries and reruns have their events") {
    House house;
    store(*house.storage, definitions);
    const Value tasks =
        publisher(R"(["TASK_LAUNCHED", "TASK_RESUMED", "TASK_RERUN", "TASK_FAILED", null])");
    house.finished(start_told(house, "joined", {tasks}).id);
    CHECK(
        told(house) ==
        Lines{"TASK_LAUNCHED a RUNNING", "TASK_LAUNCHED b RUNNING", "TASK_RESUMED j RUNNING"}
    );

    House other;
    store(*other.storage, definitions);
    const Id id = start_told(other, "again", {tasks}).id;
    const auto fail_action = [&] {
        const Id action = other.actions.take().action_execution_id;
        CHECK(other.ask(CompleteAction{action, ActionResult::error("no"), false}));
    };
    fail_action();
    other.clock.ahead = 2000;
    fail_action();
    CHECK(other.finished(id).state == State::error);
    const auto task = other.storage->list_task_executions({});
    REQUIRE(task);
    CHECK(other.ask(RerunTask{task->front().id, true, {}}));
    const Id action = other.actions.take().action_execution_id;
    CHECK(other.ask(CompleteAction{action, ActionResult::success(1), false}));
    other.finished(id);
    CHECK(
        told(other) ==
        Lines{
            "TASK_LAUNCHED c RUNNING",
            "TASK_FAILED c ERROR",
            "- c DELAYED",
            "TASK_LAUNCHED c RUNNING",
            "TASK_FAILED c ERROR",
            "TASK_RERUN c RUNNING",
        }
    );
}

TEST_CASE("configured publishers are told of every execution") {
    RuntimeOptions options;
    options.publishers = {publisher(R"(["WORKFLOW_SUCCEEDED"])")};
    House house(options);
    store(*house.storage, definitions);
    const WorkflowExecutionRow row = house.finished(house.start("chain").id);
    CHECK(row.params["notify"].size() == 1);
    CHECK(told(house) == Lines{"WORKFLOW_SUCCEEDED chain SUCCESS"});
}
