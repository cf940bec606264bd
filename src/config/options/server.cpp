// [DEFAULT], [api], [pecan], [database]: the process and its door.
#include "config/options/rows.hpp"

#include <fmt/format.h>

namespace wf::config_rows {

namespace {

constexpr std::string_view server_kinds[] = {
    "all", "api", "engine", "executor", "event-engine", "notifier", "periodic"};
constexpr std::string_view validation_modes[] = {"enabled", "mandatory", "disabled"};

std::string transport_problem(std::string_view url) {
    if (url.starts_with("fake:")) return "";
    return fmt::format(
        "the transport '{}' is not built into this version; all parts run in one process, use "
        "fake://",
        url.substr(0, url.find(':'))
    );
}

std::string connection_problem(std::string_view url) {
    if (url.starts_with("sqlite:///")) return "";
    return fmt::format(
        "the database '{}' is not built into this version; use sqlite:///FILE (four slashes for an "
        "absolute path)",
        url.substr(0, url.find(':'))
    );
}

std::string auth_problem(std::string_view value) {
    if (value != "true") return "";
    return "Keystone authentication is not built into this version. Set it to false, and let only "
           "trusted clients reach [api] host";
}

std::string shards_problem(std::string_view value) {
    std::uint64_t shards = 0;
    for (const char digit : value) shards = shards * 10 + static_cast<std::uint64_t>(digit - '0');
    if ((shards & (shards - 1)) == 0) return "";
    return fmt::format("{} is not a power of two", shards);
}

constexpr Option general_rows[] = {
    {.section = "DEFAULT",
     .name = "server",
     .slot = [](Config& c) -> Slot { return &c.general.server; },
     .doc = "Parts of the service that this process runs.",
     .choices = server_kinds},
    {.section = "DEFAULT",
     .name = "debug",
     .slot = [](Config& c) -> Slot { return &c.general.debug; },
     .doc = "Logs every command and call (level debug)."},
    {.section = "DEFAULT",
     .name = "log_file",
     .slot = [](Config& c) -> Slot { return &c.general.log_file; },
     .doc = "File that log lines are appended to; empty: standard error."},
    {.section = "DEFAULT",
     .name = "log_dir",
     .slot = [](Config& c) -> Slot { return &c.general.log_dir; },
     .doc = "Folder of a relative log_file; alone: the file is mistral.log in it."},
    {.section = "DEFAULT",
     .name = "use_json",
     .slot = [](Config& c) -> Slot { return &c.general.use_json; },
     .doc = "Log lines are JSON objects instead of key=value."},
    {.section = "DEFAULT",
     .name = "transport_url",
     .slot = [](Config& c) -> Slot { return &c.general.transport_url; },
     .doc = "How engine and executors talk; fake:// is inside of one process.",
     .secret = Secret::url,
     .problem = transport_problem,
     .upstream_default = "rabbit://"},
    {.section = "DEFAULT",
     .name = "rpc_response_timeout",
     .slot = [](Config& c) -> Slot { return &c.general.rpc_response_timeout_s; },
     .doc = "How long an API call waits for the engine's answer.",
     .unit = "s",
     .min = 1,
     .max = 86'400},
    {.section = "DEFAULT",
     .name = "graceful_shutdown_timeout",
     .slot = [](Config& c) -> Slot { return &c.general.graceful_shutdown_timeout_s; },
     .doc = "How long a stop waits for running actions; 0: not at all.",
     .unit = "s",
     .min = 0,
     .max = 86'400},
};

constexpr Option api_rows[] = {
    {.section = "api",
     .name = "host",
     .slot = [](Config& c) -> Slot { return &c.api.host; },
     .doc = "Address to listen on. Loopback only unless something else is configured.",
     .upstream_default = "0.0.0.0"},
    {.section = "api",
     .name = "port",
     .slot = [](Config& c) -> Slot { return &c.api.port; },
     .doc = "TCP port to listen on; 0: any free one, which is logged.",
     .min = 0,
     .max = 65'535},
    {.section = "api",
     .name = "max_limit",
     .slot = [](Config& c) -> Slot { return &c.api.max_limit; },
     .doc = "Greatest and default number of rows in a list.",
     .min = 1,
     .max = 1'000'000},
    {.section = "api",
     .name = "allow_action_execution_deletion",
     .slot = [](Config& c) -> Slot { return &c.api.allow_action_execution_deletion; },
     .doc = "Whether stand-alone action executions may be deleted."},
    {.section = "api",
     .name = "validation_mode",
     .slot = [](Config& c) -> Slot { return &c.api.validation_mode; },
     .doc = "Whether definitions are checked when created: enabled unless the request skips it, "
            "mandatory always, disabled never.",
     .choices = validation_modes},
    {.section = "api",
     .name = "enable_info_endpoint",
     .slot = [](Config& c) -> Slot { return &c.api.enable_info_endpoint; },
     .doc = "Serves /info."},
    {.section = "api",
     .name = "info_json_file_path",
     .slot = [](Config& c) -> Slot { return &c.api.info_json_file_path; },
     .doc = "File that /info serves."},
    {.section = "api",
     .name = "threads",
     .slot = [](Config& c) -> Slot { return &c.api.threads; },
     .doc = "Threads that serve requests.",
     .min = 1,
     .max = 256,
     .is_ours = true},
    {.section = "api",
     .name = "max_request_body_bytes",
     .slot = [](Config& c) -> Slot { return &c.api.max_request_body_bytes; },
     .doc = "Greatest body of a request; a greater one is answered with 413.",
     .unit = "bytes",
     .min = 1024,
     .max = 4e9,
     .is_ours = true},
    {.section = "pecan",
     .name = "auth_enable",
     .slot = [](Config& c) -> Slot { return &c.pecan.auth_enable; },
     .doc = "Token check by Keystone. Not built yet: true refuses to start.",
     .problem = auth_problem,
     .upstream_default = "true"},
    {.section = "database",
     .name = "connection",
     .slot = [](Config& c) -> Slot { return &c.database.connection; },
     .doc = "The database: sqlite:///FILE, relative to the current directory, or sqlite:////PATH.",
     .secret = Secret::url,
     .problem = connection_problem,
     .upstream_default = "sqlite://"},
    {.section = "database",
     .name = "shards",
     .slot = [](Config& c) -> Slot { return &c.database.shards; },
     .doc = "Number of shards of a database that is created now: a power of two.",
     .min = 1,
     .max = 4096,
     .problem = shards_problem,
     .is_ours = true},
    {.section = "database",
     .name = "commit_delay_ms",
     .slot = [](Config& c) -> Slot { return &c.database.commit_delay_ms; },
     .doc =
         "Makes every commit this much slower: benchmarks show with it how slow disks are borne.",
     .unit = "ms",
     .min = 0,
     .max = 10'000,
     .is_ours = true},
};

}  // namespace

std::span<const Option> server() {
    static const std::vector<Option> rows = [] {
        std::vector<Option> all{std::begin(general_rows), std::end(general_rows)};
        all.insert(all.end(), std::begin(api_rows), std::end(api_rows));
        return all;
    }();
    return rows;
}

}  // namespace wf::config_rows
