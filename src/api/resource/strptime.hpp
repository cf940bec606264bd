// first_execution_time of cron triggers, as Python's strptime("%Y-%m-%d %H:%M") reads it.
#pragma once
#include "base/error.hpp"
#include "base/time.hpp"

#include <string_view>

namespace wf::api {

/// UTC. @errors invalid_argument with Python's texts.
Result<Instant> parse_minute(std::string_view text);

}  // namespace wf::api
