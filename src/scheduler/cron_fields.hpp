// The text of a cron pattern to its fields. Private to cron_pattern.
#pragma once
#include "scheduler/cron_pattern.hpp"

namespace wf {

Result<CronPattern::Fields> parse_cron_fields(std::string_view text);

}  // namespace wf
