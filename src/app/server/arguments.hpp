// The command line of mistral-server.
#pragma once
#include "base/error.hpp"
#include "config/load.hpp"

#include <string>
#include <vector>

namespace wf::app {

struct ServerArguments {
    ConfigSources sources;
    bool print_config = false;
    bool show_help = false;
    bool show_version = false;
    std::string dump_reference;  ///< folder for the generated reference pages
};

/// @errors invalid_argument "--sevrer: unknown option; did you mean --server? See --help."
Result<ServerArguments> parse_server_arguments(const std::vector<std::string>& words);
std::string server_help();

}  // namespace wf::app
