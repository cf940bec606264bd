#include "world/prepared.hpp"

#include "lang/definitions.hpp"

namespace wf::sim {

engine::ProgramSource Prepared::source() const {
    return [this](const WorkflowExecutionRow& row) -> Result<ProgramPtr> {
        return programs.at(row.workflow_name);
    };
}

Result<std::unique_ptr<Prepared>> prepare(Scenario scenario) {
    auto prepared = std::make_unique<Prepared>();
    std::uint64_t number = 0;
    WF_TRY(const auto workflows, lang::parse_workflows(scenario.workflows));
    for (const auto& parsed : workflows) {
        WorkflowDefinitionRow row;
        row.id = make_random_id(1, ++number);
        row.name = parsed.name;
        row.project_id = default_project;
        row.definition = parsed.definition;
        row.checksum = parsed.checksum;
        prepared->definitions.workflows.inserted.push_back(std::move(row));
        prepared->programs.emplace(parsed.name, parsed.program);
        for (const TaskSpec& task : parsed.program->tasks) {
            if (task.join.kind != JoinSpec::Kind::none) prepared->joins.insert(task.name);
        }
    }
    WF_TRY(const auto actions, lang::parse_actions(scenario.actions));
    for (const auto& parsed : actions) {
        ActionDefinitionRow row;
        row.id = make_random_id(2, ++number);
        row.name = parsed.name;
        row.project_id = default_project;
        row.definition = parsed.definition;
        row.spec = parsed.spec;
        prepared->definitions.actions.inserted.push_back(std::move(row));
    }
    prepared->scenario = std::move(scenario);
    return prepared;
}

}  // namespace wf::sim
