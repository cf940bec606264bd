#include "app/server/arguments.hpp"

#include <functional>
#include <string_view>

namespace wf::app {
namespace {

struct Flag {
    std::string_view name;
    std::string_view alias;
    std::string_view value;  ///< shown in the help; empty: takes none
    std::string_view help;
    void (*set)(ServerArguments&, const std::string& value);
};

void add_option(
    ServerArguments& a,
    const char* section,
    const char* name,
    const std::string& value,
    const char* flag
) {
    a.sources.command_line.push_back({section, name, value, flag});
}

constexpr Flag flags[] = {
    {"--server",
     "",
     "LIST",
     "Servers to start: all (default), or a list of api, engine, executor.",
     [](ServerArguments& a, const std::string& v) {
         add_option(a, "DEFAULT", "server", v, "--server");
     }},
    {"--config-file",
     "",
     "FILE",
     "Configuration file; may be repeated, later ones win.",
     [](ServerArguments& a, const std::string& v) { a.sources.files.push_back(v); }},
    {"--config-dir",
     "",
     "DIR",
     "Folder with *.conf files.",
     [](ServerArguments& a, const std::string& v) { a.sources.folders.push_back(v); }},
    {"--host",
     "",
     "ADDRESS",
     "Address the API listens on ([api] host).",
     [](ServerArguments& a, const std::string& v) { add_option(a, "api", "host", v, "--host"); }},
    {"--port",
     "",
     "PORT",
     "Port of the API ([api] port); 0: any free one.",
     [](ServerArguments& a, const std::string& v) { add_option(a, "api", "port", v, "--port"); }},
    {"--database",
     "",
     "URL",
     "sqlite:///path ([database] connection).",
     [](ServerArguments& a, const std::string& v) {
         add_option(a, "database", "connection", v, "--database");
     }},
    {"--debug",
     "-d",
     "",
     "Log every command ([DEFAULT] debug).",
     [](ServerArguments& a, const std::string&) {
         add_option(a, "DEFAULT", "debug", "true", "--debug");
     }},
    {"--nodebug",
     "",
     "",
     "The opposite.",
     [](ServerArguments& a, const std::string&) {
         add_option(a, "DEFAULT", "debug", "false", "--nodebug");
     }},
    {"--log-file",
     "--logfile",
     "FILE",
     "Log to this file ([DEFAULT] log_file).",
     [](ServerArguments& a, const std::string& v) {
         add_option(a, "DEFAULT", "log_file", v, "--log-file");
     }},
    {"--log-dir",
     "--logdir",
     "DIR",
     "Folder for a relative log file.",
     [](ServerArguments& a, const std::string& v) {
         add_option(a, "DEFAULT", "log_dir", v, "--log-dir");
     }},
    {"--use-json",
     "",
     "",
     "Log lines as JSON.",
     [](ServerArguments& a, const std::string&) {
         add_option(a, "DEFAULT", "use_json", "true", "--use-json");
     }},
    {"--nouse-json",
     "",
     "",
     "Log lines as key=value.",
     [](ServerArguments& a, const std::string&) {
         add_option(a, "DEFAULT", "use_json", "false", "--nouse-json");
     }},
    {"--print-config",
     "",
     "",
     "Show every option with its value and where it comes from, then stop.",
     [](ServerArguments& a, const std::string&) { a.print_config = true; }},
    {"--dump-reference",
     "",
     "DIR",
     "Write the generated reference pages into a folder, then stop.",
     [](ServerArguments& a, const std::string& v) { a.dump_reference = v; }},
    {"--version",
     "",
     "",
     "Print the version.",
     [](ServerArguments& a, const std::string&) { a.show_version = true; }},
    {"--help",
     "-h",
     "",
     "This text.",
     [](ServerArguments& a, const std::string&) { a.show_help = true; }},
};

const Flag* find_flag(std::string_view name) {
    for (const Flag& flag : flags) {
        if (flag.name == name || (!flag.alias.empty() && flag.alias == name)) return &flag;
    }
    return nullptr;
}

}  // namespace

Result<ServerArguments> parse_server_arguments(const std::vector<std::string>& words) {
    ServerArguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t equals =
            words[i].starts_with("--") ? words[i].find('=') : std::string::npos;
        const std::string name = words[i].substr(0, equals);
        const Flag* flag = find_flag(name);
        if (flag == nullptr) {
            return fail(
                ErrorCode::invalid_argument,
                words[i] + ": unknown option; see mistral-server --help"
            );
        }
        std::string value;
        if (equals != std::string::npos) value = words[i].substr(equals + 1);
        if (flag->value.empty() && equals != std::string::npos) {
            return fail(ErrorCode::invalid_argument, name + " takes no value");
        }
        if (!flag->value.empty() && equals == std::string::npos) {
            if (i + 1 == words.size())
                return fail(ErrorCode::invalid_argument, name + " needs a value");
            value = words[++i];
        }
        flag->set(arguments, value);
    }
    return arguments;
}

std::string server_help() {
    std::string text =
        "Usage: mistral-server [OPTION]...\n\nWorkflow service with OpenStack Mistral's REST API "
        "v2.\n"
        "Without any option: everything in one process, SQLite file mistral.db in this folder,\n"
        "API on http://127.0.0.1:8989/v2, no authentication.\n\n";
    for (const Flag& flag : flags) {
        std::string left = "  ";
        left += flag.name;
        if (!flag.alias.empty()) left += ", " + std::string{flag.alias};
        if (!flag.value.empty()) left += " " + std::string{flag.value};
        left.resize(std::max<std::size_t>(left.size() + 2, 28), ' ');
        text += left + std::string{flag.help} + "\n";
    }
    return text;
}

}  // namespace wf::app
