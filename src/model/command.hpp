// What can be asked of the engine from outside, and the answer. Follow-up commands, which the
// engine gives itself within a turn, are private to engine/.
#pragma once
#include "base/error.hpp"
#include "model/action.hpp"
#include "model/rows.hpp"

#include <optional>
#include <string>
#include <variant>

namespace wf {

struct StartWorkflow {
    std::string execution_id;  ///< chosen by the client, any text; empty: the engine makes one
    std::string workflow;      ///< id or name of the definition
    std::string workflow_namespace;
    Value input;   ///< dict or null
    Value params;  ///< dict or null
    std::string description;
    std::string project_id;
};

/// A single run of an action, outside of any workflow.
struct RunAction {
    std::string name;
    std::string workflow_namespace;
    Value input;  ///< dict or null
    std::string description;
    std::string project_id;
    std::string target;
    bool save_result = false;
    bool run_sync = false;
    std::int64_t timeout_s = 0;
};

/// The result of an action, from an executor or (by_api) from a person or an outside system.
struct CompleteAction {
    Id action_execution_id;
    ActionResult result;
    bool by_api = false;
};

/// PAUSED or RUNNING reported for an asynchronous action.
struct UpdateAction {
    Id action_execution_id;
    State state = State::running;
};

/// An executor confirms that it has run an asynchronous action; the result comes from elsewhere.
struct ActionStarted {
    Id action_execution_id;
};

struct PauseWorkflow {
    Id workflow_execution_id;
    std::optional<std::string> state_info;
};

struct ResumeWorkflow {
    Id workflow_execution_id;
    Value env;  ///< merged into params.env; null: none
};

/// SUCCESS, ERROR or CANCELLED.
struct StopWorkflow {
    Id workflow_execution_id;
    State state = State::error;
    std::optional<std::string> state_info;
};

/// Description and/or environment, without a change of state.
struct UpdateWorkflow {
    Id workflow_execution_id;
    std::optional<std::string> description;
    Value env;
};

struct RerunTask {
    Id task_execution_id;
    bool reset = true;  ///< false: only the failed items of a with-items task
    Value env;
};

struct SkipTask {
    Id task_execution_id;
    Value env;
};

struct DeleteWorkflow {
    Id workflow_execution_id;
    bool force = false;  ///< also while not completed
};

/// A stand-alone, completed action execution only.
struct DeleteAction {
    Id action_execution_id;
};

/// A durable timer of a task is due; ignored unless the task still waits for exactly this moment.
struct TimerFired {
    Id task_execution_id;
    Instant due;
};

/// Why the execution is where it is: what it waits for, or what has ended it. Changes nothing.
struct ExplainExecution {
    Id workflow_execution_id;
};

/// Load the tree and do whatever its rows say is still to be done.
struct RecoverTree {
    Id root;
};

using Command = std::variant<
    StartWorkflow,
    RunAction,
    CompleteAction,
    UpdateAction,
    ActionStarted,
    PauseWorkflow,
    ResumeWorkflow,
    StopWorkflow,
    UpdateWorkflow,
    RerunTask,
    SkipTask,
    DeleteWorkflow,
    DeleteAction,
    TimerFired,
    ExplainExecution,
    RecoverTree>;

/// The object that the command was about, as it is after the command; one member is set, or none
/// after a deletion. A start is answered with the execution as it is right after start, before
/// anything ran.
struct Reply {
    std::optional<WorkflowExecutionRow> workflow;
    std::optional<TaskExecutionRow> task;
    std::optional<ActionExecutionRow> action;
    Value explanation;  ///< of ExplainExecution (engine/why.hpp says what is in it)
};

}  // namespace wf
