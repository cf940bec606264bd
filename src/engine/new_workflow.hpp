// Making the row of a new workflow execution:
// input, params, environment and vars.
#pragma once
#include "engine/step.hpp"

#include <string>

namespace wf::engine {

struct NewWorkflow {
    const WorkflowDefinition* definition = nullptr;
    Id id;
    std::string alias;
    Value input;   ///< dict or null
    Value params;  ///< dict or null
    std::string description;
    std::string project_id;
    std::string name_space;  ///< as requested; wins over params.namespace
};

/// The row in state RUNNING, ready to be created. @errors invalid_argument with the texts of the
/// spec.
Result<WorkflowExecutionRow> make_workflow_row(const Step& step, const NewWorkflow& what);

}  // namespace wf::engine
