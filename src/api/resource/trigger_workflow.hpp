// What triggers and workflow definitions have to do with each other.
#pragma once
#include "api/core/call.hpp"
#include "model/rows.hpp"
#include "model/trigger_rows.hpp"
#include "ports/storage.hpp"

#include <string_view>

namespace wf::api {

/// The workflow that a trigger is to start: by id, or by name in the default namespace.
/// @errors not_found; invalid_argument if it would not start with this input.
Result<WorkflowDefinitionRow> workflow_for_trigger(
    const Call& call, std::string_view id_or_name, const Value& input
);

/// @errors invalid_argument while triggers refer to the workflow; their ids are named.
Result<void> check_no_triggers(const Call& call, const WorkflowDefinitionRow& workflow);

}  // namespace wf::api
