// mistral-server: options, start, signals, stop.
#pragma once
#include <string>
#include <vector>

namespace wf::app {

/// The exit status: 0 after a clean stop, 1 when the start failed, 2 for a usage error.
int run_server(const std::vector<std::string>& words);

}  // namespace wf::app
