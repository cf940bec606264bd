#pragma once

namespace wf {
struct AdhocAction;
struct Program;
struct TaskSpec;
}  // namespace wf

namespace wf::lang {
struct ActionDefinition;
struct Diagnostic;
struct ParseOptions;
struct WorkbookDefinition;
struct WorkflowDefinition;
}  // namespace wf::lang
