// Action executions on the wire.
#pragma once
#include "api/resource/resource.hpp"

namespace wf::api {

extern const Resource<ActionExecutionRow> action_executions;

/// @errors not_found "ActionExecution not found [id=…]"
Result<ActionExecutionRow> require_action_execution(const Call& call, std::string_view text);

}  // namespace wf::api
