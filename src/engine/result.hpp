// The result of a task, and the texts that describe failures.
#pragma once
#include "model/tree.hpp"

#include <optional>
#include <string>

namespace wf::engine {

/// Accepted results ordered by item index: the only one itself for a plain task, else a list.
Value task_result(const Tree& tree, const TaskNode& task);
/// What an action execution hands to its task: its result; a sub-workflow: its output.
Value result_of(const WorkflowExecutionRow& child);
/// state_info for a failed action: Python's str() of the result, nothing for a falsy one.
std::optional<std::string> info_of_result(const Value& result);
/// "Failure caused by error in tasks: …" with the failed executions of each listed task.
std::string failure_info(const Tree& tree, WorkflowIx workflow);
/// "Cancelled tasks: a, b"
std::string cancelled_info(const Tree& tree, WorkflowIx workflow);
/// Cut to what a state_info may hold: 65500 characters, then "...".
std::string cut_info(std::string text);
/// At most so many characters, then "..." if there were more.
std::string cut_text(std::string text, std::size_t characters_max);

}  // namespace wf::engine
