// Creating the executions below a task: actions and sub-workflows.
#pragma once
#include "engine/step.hpp"

#include <string>

namespace wf::engine {

/// How a failure while creating an execution ends the task.
enum class Fault : std::uint8_t {
    forced,
    orderly,   // the task completes as ERROR, on-error and retry apply
    reported,  // the task has been ended already
};

struct ScheduleFailure {
    Error error;
    Fault fault = Fault::forced;
};

using Scheduled = tl::expected<void, ScheduleFailure>;

/// Creates the execution with this index for one evaluated input; a pure action has its result at
/// once.
Scheduled create_action(
    Step& step, TaskIx task, const std::string& name, Value input, std::uint32_t index
);
Scheduled create_child(
    Step& step, TaskIx task, const std::string& name, const Value& input, std::uint32_t index
);

struct ActionCall;

/// Puts the result of a pure action into the row; false: the action needs an executor.
/// @errors evaluation_failed of an ad-hoc action's output
Result<bool> run_inline(
    const Step& step, const ActionCall& call, WorkflowIx workflow, ActionExecutionRow& row
);

/// Ends the task as the failure says.
void fail_schedule(Step& step, TaskIx task, const ScheduleFailure& failure);

/// What an executor is sent for this action execution.
ActionRequest make_request(
    const Step& step,
    const ActionExecutionRow& row,
    const ActionSignature& signature,
    Value base_input
);

}  // namespace wf::engine
