// Texts of refusals that every adapter gives alike; some are part of the REST API.
#pragma once
#include "base/error.hpp"
#include "model/rows.hpp"
#include "model/trigger_rows.hpp"

#include <string>
#include <string_view>

namespace wf {

/// "Duplicate entry for …", as the API answers. The project is always shown as None: upstream
/// prints the row before its project is set.
std::string duplicate_text(const WorkflowDefinitionRow& row);
std::string duplicate_text(const ActionDefinitionRow& row);
std::string duplicate_text(const WorkbookRow& row);
std::string duplicate_text(const EnvironmentRow& row);
std::string duplicate_text(const CronTriggerRow& row);
std::string duplicate_text(const EventTriggerRow& row);
std::string duplicate_text(const WorkflowExecutionRow& row);
std::string duplicate_text(const TaskExecutionRow& row);
std::string duplicate_text(const ActionExecutionRow& row);

/// An update or deletion of a row that is not there.
Error missing_row(std::string_view table, const Id& id);
/// A commit by somebody who does not own the shard (any more).
Error fenced_off(std::uint32_t shard, std::uint64_t epoch, std::uint64_t stored_epoch);
Error unknown_shard(std::uint32_t shard, std::uint32_t shard_count);
Error unknown_column(std::string_view table, std::string_view column);
Error unknown_marker(std::string_view table, std::string_view marker);
Error bad_filter_value(std::string_view column, std::string_view expected);

}  // namespace wf
