// The routing tables of all resources; server.cpp puts them together. Each table lies beside its
// handlers.
#pragma once
#include "api/core/route.hpp"

#include <span>

namespace wf::api {

std::span<const Route> root_routes();
std::span<const Route> workflow_routes();
std::span<const Route> workbook_routes();
std::span<const Route> action_routes();
std::span<const Route> execution_routes();
std::span<const Route> execution_report_routes();
std::span<const Route> execution_descendant_routes();
std::span<const Route> execution_why_routes();
std::span<const Route> task_routes();
std::span<const Route> action_execution_routes();
std::span<const Route> environment_routes();
std::span<const Route> cron_trigger_routes();
std::span<const Route> event_trigger_routes();
std::span<const Route> expression_routes();
std::span<const Route> service_routes();

/// Answers 400 `Missing argument: "<argument of the route>"`.
Result<void> refuse_missing_argument(Call& call);
/// `fields`, of GET by id.
inline constexpr std::string_view item_query[] = {"fields"};

}  // namespace wf::api
