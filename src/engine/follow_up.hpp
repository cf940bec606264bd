// Commands that the engine gives itself. They are worked off in a loop, never by recursion; each
// one is idempotent or checks the state it expects, because recovery may ask for it again.
#pragma once
#include "model/tree.hpp"

#include <optional>
#include <string>
#include <variant>

namespace wf::engine {

/// Create and start the first tasks of a workflow execution.
struct BeginWorkflow {
    WorkflowIx workflow;
};

/// First start of a task: policies before it, then RunTask.
struct StartTask {
    TaskIx task;
};

/// Evaluate the input and create action or sub-workflow executions.
struct RunTask {
    TaskIx task;
};

/// Create the next executions of a with-items task, as concurrency and the slice allow.
struct ScheduleItems {
    TaskIx task;
};

/// An execution below the task ended: is the task complete?
struct CheckTask {
    TaskIx task;
};

/// The waiting of a DELAYED task is over.
struct WakeTask {
    TaskIx task;
};

/// Evaluate the publish clauses of a task that has just completed.
struct PublishTask {
    TaskIx task;
};

/// Let the policies after completion judge: wait-after, fail-on, retry.
struct SettleTask {
    TaskIx task;
};

/// Evaluate the transitions of a settled task and dispatch what they name.
struct ContinueTask {
    TaskIx task;
    bool ignore_pause = false;  ///< at resume the task's own `pause` commands do not count again
};

/// A join was triggered: may it run, or can it never?
struct CheckJoin {
    TaskIx task;
    bool is_new = false;  ///< routes may have died before it existed
};

/// Some edge will never be taken: look whether waiting joins have become impossible.
struct RefreshJoins {
    WorkflowIx workflow;
};

/// Is everything done? Then finish.
struct CheckWorkflow {
    WorkflowIx workflow;
};

/// Whom an end concerns besides the workflow itself.
enum class Spread : std::uint8_t {
    none,
    below,  // CANCELLED: everything open below
};

/// End the workflow in this state; evaluates its output.
struct FinishWorkflow {
    WorkflowIx workflow;
    State state;
    std::optional<std::string> info;
    Spread spread = Spread::below;
};

/// Run the commands that a pause has kept back.
struct RunBacklog {
    WorkflowIx workflow;
};

/// A sub-workflow reached a state that its parent task must know of.
struct NotifyParent {
    WorkflowIx workflow;
};

using FollowUp = std::variant<
    BeginWorkflow,
    StartTask,
    RunTask,
    ScheduleItems,
    CheckTask,
    WakeTask,
    PublishTask,
    SettleTask,
    ContinueTask,
    CheckJoin,
    RefreshJoins,
    CheckWorkflow,
    FinishWorkflow,
    RunBacklog,
    NotifyParent>;

}  // namespace wf::engine
