// Checks of several options together; checks of a single one are in its row.
#pragma once
#include "config/config.hpp"

#include <string>
#include <vector>

namespace wf {

/// What cannot be true at once, one text each: what, and what to do.
std::vector<std::string> contradictions(const Config& config);

}  // namespace wf
