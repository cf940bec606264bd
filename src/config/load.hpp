// From files, environment and command line to a Config. Precedence: default < file < environment <
// command line; a later file, and a later line, wins over an earlier one.
#pragma once
#include "base/error.hpp"
#include "config/config.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf {

/// An option given on the command line.
struct CommandLineValue {
    std::string section;
    std::string name;
    std::string value;
    std::string flag;  ///< as the user wrote it, "--port"; shown as the origin
};

struct ConfigSources {
    std::vector<std::string> files;        ///< --config-file, in order
    std::vector<std::string> folders;      ///< --config-dir: their *.conf, by name, after the files
    std::vector<std::string> environment;  ///< "NAME=value"; see process_environment()
    std::vector<CommandLineValue> command_line;
    /// Read, the first that exists, when neither files nor folders are named anywhere.
    std::vector<std::string> default_files = {"mistral.conf", "/etc/mistral/mistral.conf"};
};

struct LoadedConfig {
    Config config;
    std::vector<std::string> origins;   ///< parallel to options(): "default", "mistral.conf:3" …
    std::vector<std::string> warnings;  ///< options that are taken but do nothing; for the log
    std::vector<std::string> files;     ///< what was read
};

/// Reads everything and reports every mistake at once, one per line of the message.
/// MISTRAL_CONFIG_FILE and MISTRAL_CONFIG_DIR stand in for --config-file and --config-dir.
/// @errors invalid_argument: "mistral.conf:3: [api] prot: unknown option; did you mean 'port'?".
Result<LoadedConfig> load_config(const ConfigSources& sources);

/// The environment of this process.
std::vector<std::string> process_environment();

/// For --print-config: every option with value and origin, secrets masked; readable as a file
/// again.
std::string print_config(const LoadedConfig& loaded);

/// The reference page of all options, in Markdown.
std::string options_reference();

}  // namespace wf
