// Stored rows of what starts workflows by itself: cron triggers and event triggers.
#pragma once
#include "base/id.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wf {

struct CronTriggerRow {
    Id id;
    std::string name;
    std::string project_id;
    std::string scope = "private";
    std::string pattern;        ///< as given, see scheduler/cron_pattern.hpp
    std::string workflow_name;  ///< when the trigger was made
    Id workflow_id;
    Value workflow_input;                              ///< dict
    Value workflow_params;                             ///< dict
    std::optional<std::int64_t> remaining_executions;  ///< none: without end
    std::optional<Instant> first_execution_time;
    std::optional<Instant> next_execution_time;  ///< none: never (again)
    Instant created_at;
    std::optional<Instant> updated_at;
};

struct EventTriggerRow {
    Id id;
    std::string name;
    std::string project_id;
    std::string scope = "private";
    Id workflow_id;
    std::string exchange;
    std::string topic;
    std::string event;
    Value workflow_input;   ///< dict
    Value workflow_params;  ///< dict
    Instant created_at;
    std::optional<Instant> updated_at;
};

}  // namespace wf
