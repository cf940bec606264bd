// The command line of mistral-db-manage.
#pragma once
#include "base/error.hpp"
#include "config/load.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::app {

struct DbManageArguments {
    ConfigSources sources;
    bool show_help = false;
    bool show_version = false;
    std::string command;
    std::string revision;  ///< empty: none given
    std::optional<std::uint32_t> delta;
    bool sql_only = false;  ///< print what would be run
};

/// @errors invalid_argument.
Result<DbManageArguments> parse_db_manage_arguments(const std::vector<std::string>& words);
/// The options, a line each, for the help.
std::string db_manage_options_help();

}  // namespace wf::app
