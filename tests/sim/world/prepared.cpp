#include "world/prepared.hpp"

#include "model/definition_rows.hpp"

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
        prepared->definitions.workflows.inserted.push_back(
            row_of(parsed, make_random_id(1, ++number), {})
        );
        prepared->programs.emplace(parsed.name, parsed.program);
        for (const TaskSpec& task : parsed.program->tasks) {
            if (task.join.kind != JoinSpec::Kind::none) prepared->joins.insert(task.name);
        }
    }
    WF_TRY(const auto actions, lang::parse_actions(scenario.actions));
    for (const auto& parsed : actions) {
        prepared->definitions.actions.inserted.push_back(
            row_of(parsed, make_random_id(2, ++number), {})
        );
    }
    prepared->scenario = std::move(scenario);
    return prepared;
}

}  // namespace wf::sim
