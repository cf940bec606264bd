// Workflow executions on the wire: the table of their fields and list parameters.
#pragma once
#include "api/resource/resource.hpp"

namespace wf::api {

extern const Resource<WorkflowExecutionRow> executions;

/// 404 "WorkflowExecution not found [id=…]"
tl::unexpected<Error> execution_not_found(std::string_view id);
/// The execution that clients call `text`. @errors not_found
Result<WorkflowExecutionRow> require_execution(const Call& call, std::string_view text);

}  // namespace wf::api
