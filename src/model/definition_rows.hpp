// How parsed definitions are stored.
#pragma once
#include "lang/definitions.hpp"
#include "model/rows.hpp"

namespace wf {

/// Writes what the text says over a row; its id, namespace, project, scope and times stay.
void take_over(WorkflowDefinitionRow& row, const lang::WorkflowDefinition& parsed);
void take_over(ActionDefinitionRow& row, const lang::ActionDefinition& parsed);
void take_over(WorkbookRow& row, const lang::WorkbookDefinition& parsed);

/// New private rows of the default project and namespace.
WorkflowDefinitionRow row_of(
    const lang::WorkflowDefinition& parsed, const Id& id, Instant created_at
);
ActionDefinitionRow row_of(const lang::ActionDefinition& parsed, const Id& id, Instant created_at);

}  // namespace wf
