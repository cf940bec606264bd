// Changes of a task's or workflow's state that several handlers share.
#pragma once
#include "engine/step.hpp"

#include <optional>
#include <string>

namespace wf::engine {

/// The task has reached a completed state: publishing and the rest follow. No effect if it is
/// completed.
void complete_task(Step& step, TaskIx task, State state, std::optional<std::string> info);

/// Pauses the workflow, what waits for it above, and everything open below the highest of those:
/// a pause spreads to children, parents and siblings.
void pause_tree(Step& step, WorkflowIx asked, std::optional<std::string> info);
/// Resumes the workflow, its children and those ancestors in which nothing else is paused.
void resume_workflow(Step& step, WorkflowIx workflow);
/// A workflow is RUNNING again: whatever it has held back goes on.
void wake_workflow(Step& step, WorkflowIx workflow);
/// CANCELLED for every workflow below, not completed yet.
void cancel_children(Step& step, WorkflowIx workflow, const std::optional<std::string>& info);

/// True after a rejection: an environment is given, but the workflow is in no state to change it.
bool reject_env(Step& step, State state, const Value& env);
/// Merges `env` into params.env of the workflow; null: nothing to do.
void merge_env(Step& step, WorkflowIx workflow, const Value& env);

}  // namespace wf::engine
