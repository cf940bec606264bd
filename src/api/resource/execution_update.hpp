#pragma once
#include "api/core/call.hpp"

namespace wf::api {

/// PUT /v2/executions/ID: description, environment, or state (pause, resume, stop).
Result<void> update_execution(Call& call);

}  // namespace wf::api
