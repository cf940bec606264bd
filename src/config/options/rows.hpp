// The parts of the option table, one file per area; table.cpp joins them.
#pragma once
#include "config/option.hpp"

namespace wf::config_rows {

std::span<const Option> server();
std::span<const Option> engine();
std::span<const Option> actions();
std::span<const Option> expressions();
std::span<const Option> services();

}  // namespace wf::config_rows
