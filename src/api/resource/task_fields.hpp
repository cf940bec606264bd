// Task executions on the wire, and what is computed for them.
#pragma once
#include "api/resource/resource.hpp"

namespace wf::api {

extern const Resource<TaskExecutionRow> tasks;

/// @errors not_found "Task execution not found [id=…]"
Result<TaskExecutionRow> require_task(const Call& call, std::string_view text);
/// The result as publishing sees it: of its accepted actions or child workflows.
Result<Value> result_of_task(Storage& storage, const TaskExecutionRow& task);

}  // namespace wf::api
