#include "app/db_manage/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace wf::app {
namespace {

struct Flag {
    std::string_view name;
    std::string_view alias;
    std::string_view value;  ///< shown in the help; empty: takes none
    std::string_view help;
    Result<void> (*set)(DbManageArguments&, const std::string& value);
};

/// Options of the original that mean nothing to a tool without a log.
Result<void> ignore(DbManageArguments& /*arguments*/, const std::string& /*value*/) {
    return {};
}

Result<void> set_delta(DbManageArguments& arguments, const std::string& value) {
    std::uint32_t delta = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), delta);
    if (error != std::errc{} || end != value.data() + value.size())
        return fail(ErrorCode::invalid_argument, "--delta needs a number, not '" + value + "'");
    arguments.delta = delta;
    return {};
}

constexpr Flag flags[] = {
    {"--config-file",
     "",
     "FILE",
     "Configuration file with [database] connection; may be repeated, later ones win.",
     [](DbManageArguments& a, const std::string& value) -> Result<void> {
         a.sources.files.push_back(value);
         return {};
     }},
    {"--config-dir",
     "",
     "DIR",
     "Folder with *.conf files.",
     [](DbManageArguments& a, const std::string& value) -> Result<void> {
         a.sources.folders.push_back(value);
         return {};
     }},
    {"--connection",
     "--database",
     "URL",
     "The database, instead of a configuration file: sqlite:///path",
     [](DbManageArguments& a, const std::string& value) -> Result<void> {
         a.sources.command_line.push_back({"database", "connection", value, "--connection"});
         return {};
     }},
    {"--delta", "", "N", "upgrade: by N revisions.", set_delta},
    {"--sql",
     "",
     "",
     "upgrade, stamp: print the SQL instead of running it.",
     [](DbManageArguments& a, const std::string&) -> Result<void> {
         a.sql_only = true;
         return {};
     }},
    {"--debug", "-d", "", "Accepted, without effect, as all options about logs are.", ignore},
    {"--nodebug", "", "", "", ignore},
    {"--log-file", "--logfile", "FILE", "", ignore},
    {"--log-dir", "--logdir", "DIR", "", ignore},
    {"--use-json", "", "", "", ignore},
    {"--nouse-json", "", "", "", ignore},
    {"--openstack_actions_mapping_path", "-m", "FILE", "", ignore},
    {"--version",
     "",
     "",
     "Print the version.",
     [](DbManageArguments& a, const std::string&) -> Result<void> {
         a.show_version = true;
         return {};
     }},
    {"--help",
     "-h",
     "",
     "This text.",
     [](DbManageArguments& a, const std::string&) -> Result<void> {
         a.show_help = true;
         return {};
     }},
};

const Flag* find_flag(std::string_view name) {
    const auto* found = std::ranges::find_if(flags, [&](const Flag& flag) {
        return flag.name == name || (!flag.alias.empty() && flag.alias == name);
    });
    return found == std::end(flags) ? nullptr : found;
}

Result<void> take_word(DbManageArguments& arguments, const std::string& word) {
    if (arguments.command.empty()) {
        arguments.command = word;
    } else if (arguments.revision.empty()) {
        arguments.revision = word;
    } else {
        return fail(ErrorCode::invalid_argument, "unexpected argument '" + word + "'");
    }
    return {};
}

}  // namespace

Result<DbManageArguments> parse_db_manage_arguments(const std::vector<std::string>& words) {
    DbManageArguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].starts_with("-")) {
            WF_CHECK(take_word(arguments, words[i]));
            continue;
        }
        const std::size_t equals =
            words[i].starts_with("--") ? words[i].find('=') : std::string::npos;
        const std::string name = words[i].substr(0, equals);
        const Flag* flag = find_flag(name);
        if (flag == nullptr)
            return fail(ErrorCode::invalid_argument, "unknown option '" + name + "'");
        std::string value;
        if (equals != std::string::npos) {
            if (flag->value.empty())
                return fail(ErrorCode::invalid_argument, name + " takes no value");
            value = words[i].substr(equals + 1);
        } else if (!flag->value.empty()) {
            if (i + 1 == words.size())
                return fail(ErrorCode::invalid_argument, name + " needs a value");
            value = words[++i];
        }
        WF_CHECK(flag->set(arguments, value));
    }
    return arguments;
}

std::string db_manage_options_help() {
    std::string text;
    for (const Flag& flag : flags) {
        if (flag.help.empty()) continue;
        std::string left = "  " + std::string{flag.name};
        if (!flag.alias.empty()) left.append(", ").append(flag.alias);
        if (!flag.value.empty()) left.append(" ").append(flag.value);
        left.resize(std::max<std::size_t>(left.size() + 2, 34), ' ');
        text.append(left).append(flag.help).append("\n");
    }
    return text;
}

}  // namespace wf::app
