// Forced failures: an engine-side error (bad expression, unknown action, oversized field) ends the
// task and its workflow at once, without on-error, publish or retry.
#pragma once
#include "engine/step.hpp"

#include <string_view>

namespace wf::engine {

/// "Failed to run task [error=E, wf=W, task=T]:" and the notes of the error, indented.
std::string run_failure(const Step& step, TaskIx task, const Error& error);
/// "Failed to handle action completion […]:" for tasks of actions, "Failed to complete task […]:"
/// else.
std::string completion_failure(const Step& step, TaskIx task, const Error& error);
/// The same about an action that is only being created.
std::string completion_failure(
    const Step& step, TaskIx task, std::string_view action, const Error& error
);
/// "Failed to complete action [error=E, action=A, task=T]:"
std::string action_failure(
    const Step& step, TaskIx task, std::string_view action, const Error& error
);

/// Ends the task and the workflow in ERROR with this text.
void force_fail(Step& step, TaskIx task, std::string text);

/// limit_exceeded with the original's text if the JSON text of `value` is too large.
Result<void> check_size(const Step& step, std::string_view field, const Value& value);

}  // namespace wf::engine
