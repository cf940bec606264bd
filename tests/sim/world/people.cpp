// Clients of the API: they start executions and repeat what was not answered; they pause, resume,
// stop, rerun, skip.
#include "model/definition_rows.hpp"
#include "world/node.hpp"

#include <algorithm>

namespace wf::sim {

void World::start_executions() {
    std::size_t count = 1;
    if (options_.with_faults) count = 1 + dice_.weighted({65, 25, 10});
    for (std::size_t i = 0; i < count; ++i) {
        // Without an id of its own a start cannot be repeated: if its answer is lost, it is left.
        const bool named = !options_.with_faults || dice_.chance(75);
        instances_.push_back({named ? "run-" + std::to_string(i) : "", {}, false, false});
        post_start(i);
    }
}

void World::post_start(std::size_t instance) {
    StartWorkflow command;
    command.execution_id = instances_[instance].alias;
    command.workflow = prepared_.scenario.root;
    command.input = prepared_.scenario.input;
    command.params = prepared_.scenario.params;
    command.project_id = default_project;
    const Sender sender = command.execution_id.empty() ? Sender::person : Sender::starter;
    post({std::move(command), sender, instance, false, false, 0});
}

void World::pause_or_resume() {
    const std::size_t i = dice_.below(instances_.size());
    const Id root = instances_[i].root;
    if (root.is_nil()) return;
    Command command = PauseWorkflow{root, std::nullopt};
    if (dice_.chance(50)) command = ResumeWorkflow{root, {}};
    post({std::move(command), Sender::person, i, false, false, 0});
}

std::optional<StoredTree> World::rows_of(const Instance& instance) {
    if (instance.root.is_nil()) return std::nullopt;
    auto rows = disk_->load_tree(instance.root);
    if (!rows) return std::nullopt;
    return *std::move(rows);
}

/// What a person may think of, sensible or not.
std::optional<Command> World::change_of(std::size_t instance, const StoredTree& rows) {
    const TaskExecutionRow& task = dice_.pick(rows.tasks);
    const WorkflowExecutionRow& workflow = dice_.pick(rows.workflows);
    const Id& root = instances_[instance].root;
    static const std::vector<State> ends = {State::error, State::cancelled, State::success};
    static const std::vector<State> updates = {State::paused, State::running};
    switch (dice_.weighted({2, 4, 2, 2, 2, 2, 2, 1})) {
    case 0: return StopWorkflow{workflow.id, dice_.pick(ends), "stopped by hand"};
    case 1:
        ledger_.allow_rerun(root);
        return RerunTask{task.id, dice_.chance(70) || task.items_count < 0, {}};
    case 2: ledger_.allow_rerun(root); return SkipTask{task.id, {}};
    case 3:
        if (rows.actions.empty()) return std::nullopt;
        return CompleteAction{dice_.pick(rows.actions).id, ActionResult::success("by hand"), true};
    case 4:
        if (rows.actions.empty()) return std::nullopt;
        return UpdateAction{dice_.pick(rows.actions).id, dice_.pick(updates)};
    case 5: return PauseWorkflow{workflow.id, "by hand"};
    case 6: return UpdateWorkflow{workflow.id, "seen", {}};
    default:
        instances_[instance].deleted = true;
        deleted_roots_.insert(root);
        return DeleteWorkflow{root, dice_.chance(70)};
    }
}

/// Nobody repeats it: a run without an answer may have taken place.
void World::run_action() {
    RunAction command;
    command.name = dice_.chance(70) ? "std.http" : "std.echo";
    command.input = command.name == "std.http" ? Value::dict({{"url", "http://alone"}})
                                               : Value::dict({{"output", 1}});
    command.project_id = default_project;
    command.save_result = dice_.chance(60);
    command.run_sync = dice_.chance(50);
    post({std::move(command), Sender::person, 0, false, false, 0});
}

/// Another text, and so another checksum, for what runs as it did. Executions under way keep
/// theirs.
void World::redefine_workflow() {
    if (weather_.outage) return;
    WorkflowDefinitionRow row = dice_.pick(prepared_.definitions.workflows.inserted);
    const std::string revision = "\n# revision " + std::to_string(dice_.below(1'000'000)) + "\n";
    const auto parsed = lang::parse_workflows(row.definition + revision);
    if (!parsed) return journal_.violation("a comment is refused: " + parsed.error().message);
    const auto same = std::ranges::find(*parsed, row.name, &lang::WorkflowDefinition::name);
    const std::string before = row.checksum;
    wf::take_over(row, *same);
    if (row.checksum == before) return journal_.violation("another text has the same checksum");
    journal_.note([&] { return "workflow '" + row.name + "' is defined anew"; });
    DefinitionChanges changes;
    changes.workflows.updated.push_back(std::move(row));
    if (const auto stored = disk_->change_definitions(changes); !stored)
        journal_.violation("definitions: " + stored.error().message);
}

void World::change_something() {
    const std::size_t i = dice_.below(instances_.size());
    const auto rows = rows_of(instances_[i]);
    if (!rows || rows->tasks.empty()) return;
    std::optional<Command> command = change_of(i, *rows);
    if (!command) return;
    instances_[i].changed = true;
    post({*std::move(command), Sender::person, i, false, false, 0});
}

}  // namespace wf::sim
