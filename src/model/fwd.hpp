#pragma once

namespace wf {
enum class State : unsigned char;
struct WorkflowExecutionRow;
struct TaskExecutionRow;
struct ActionExecutionRow;
struct WorkflowDefinitionRow;
struct ActionDefinitionRow;
struct WorkbookRow;
struct EnvironmentRow;
struct ActionRequest;
struct ActionResult;
}  // namespace wf
