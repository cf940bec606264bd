// Files, environment, command line; precedence; every error text; the printed forms.
#include "config/ini.hpp"
#include "config/load.hpp"
#include "config/option.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

using namespace wf;

namespace {

// A folder of its own for each test case.
struct Folder {
    std::filesystem::path path;

    Folder() {
        static int count = 0;
        path = std::filesystem::temp_directory_path() /
               ("wf_config_" + std::to_string(getpid()) + "_" + std::to_string(count++));
        std::filesystem::create_directories(path);
    }

    ~Folder() { std::filesystem::remove_all(path); }

    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream{path / name} << text;
        return (path / name).string();
    }
};

ConfigSources no_sources() {
    ConfigSources sources;
    sources.default_files.clear();
    return sources;
}

// The error of a file with this text, with its path shown as F.
std::string error_of(const std::string& text) {
    const Folder folder;
    ConfigSources sources = no_sources();
    sources.files = {folder.write("F", text)};
    auto loaded = load_config(sources);
    if (loaded) return "";
    std::string message = loaded.error().message;
    const std::string prefix = folder.path.string() + "/";
    for (std::size_t at = message.find(prefix); at != std::string::npos;
         at = message.find(prefix)) {
        message.erase(at, prefix.size());
    }
    return message;
}

LoadedConfig load_text(const std::string& text) {
    const Folder folder;
    ConfigSources sources = no_sources();
    sources.files = {folder.write("F", text)};
    auto loaded = load_config(sources);
    REQUIRE_MESSAGE(loaded.has_value(), loaded.error().message);
    return *loaded;
}

}  // namespace

TEST_CASE("ini: sections, both signs, comments, continuation, quotes, repeated keys") {
    const IniFile file = parse_ini(
        "\xef\xbb\xbf"
        "a = 1\r\n# c\n; c\n[s x]\nb: x = y\nc=\n  one\n  # not this\n\ttwo\n\nd = 'q'\nd = \"r\"\n"
    );
    CHECK(file.errors.empty());
    std::string shown;
    for (const IniEntry& e : file.entries) {
        shown += e.section + "|" + e.name + "|" + e.value + "|" + std::to_string(e.line) + "\n";
    }
    CHECK(shown == "DEFAULT|a|1|1\ns x|b|x = y|5\ns x|c|one\ntwo|6\ns x|d|q|11\ns x|d|r|12\n");
}

TEST_CASE("defaults: loopback only, no authentication, local database") {
    const LoadedConfig loaded = load_text("");
    CHECK(loaded.config.api.host == "127.0.0.1");
    CHECK(loaded.config.api.port == 8989);
    CHECK(!loaded.config.pecan.auth_enable);
    CHECK(loaded.config.database.connection == "sqlite:///mistral.db");
    CHECK(std::set<std::string>(loaded.origins.begin(), loaded.origins.end()).size() == 1);
}

TEST_CASE("values of every type") {
    const LoadedConfig loaded = load_text(
        "debug = YES\nserver = api, engine ,executor\n[api]\nport = 0\n[yaql]\nlimit_iterators=-1\n"
        "convert_output_data = off\nconvert_input_data = 0\n[action_std_http]\n"
        "allowed_hosts = [a.example, b.example]\ndenied_cidrs = 10.0.0.0/8,\n  ::1/128\n"
    );
    CHECK(loaded.config.general.debug);
    CHECK(loaded.config.general.server == std::vector<std::string>{"api", "engine", "executor"});
    CHECK(loaded.config.api.port == 0);
    CHECK(!loaded.config.yaql.convert_output_data);
    const auto& http = loaded.config.action_std_http;
    CHECK(http.allowed_hosts == std::vector<std::string>{"a.example", "b.example"});
    CHECK(http.denied_cidrs == std::vector<std::string>{"10.0.0.0/8", "::1/128"});
}

TEST_CASE("precedence: file, later file, folder, environment, command line") {
    const Folder folder;
    ConfigSources sources = no_sources();
    sources.files = {
        folder.write("a", "[api]\nhost = a\nport = 1\nthreads = 1\nmax_limit = 1\n"),
        folder.write("b", "[api]\nport = 2\nthreads = 2\nmax_limit = 2\n")};
    folder.write("z.conf", "[api]\nthreads = 4\nmax_limit = 4\n");
    folder.write("y.conf", "[api]\nthreads = 3\nmax_limit = 3\n");
    folder.write("y.txt", "[nonsense]\n");
    sources.folders = {folder.path.string()};
    sources.environment = {"OS_API__MAX_LIMIT=5", "OS_DEFAULT__DEBUG=true", "OS_AUTH_URL=x"};
    sources.command_line = {{"DEFAULT", "debug", "false", "--nodebug"}};
    auto loaded = load_config(sources);
    REQUIRE_MESSAGE(loaded.has_value(), loaded.error().message);
    const Config& config = loaded->config;
    CHECK(config.api.host == "a");
    CHECK(config.api.port == 2);
    CHECK(config.api.threads == 4);
    CHECK(config.api.max_limit == 5);
    CHECK(!config.general.debug);
    CHECK(loaded->files.size() == 4);
    const std::string printed = print_config(*loaded);
    CHECK(printed.find("# environment OS_API__MAX_LIMIT\nmax_limit = 5\n") != std::string::npos);
    CHECK(printed.find("# command line --nodebug\ndebug = false\n") != std::string::npos);
    CHECK(printed.find("/a:2\nhost = a\n") != std::string::npos);
}

TEST_CASE("files by environment and by default search") {
    const Folder folder;
    ConfigSources sources;
    sources.default_files = {
        folder.path.string() + "/none", folder.write("d", "[api]\nport = 7\n")};
    CHECK(load_config(sources)->config.api.port == 7);
    sources.environment = {"MISTRAL_CONFIG_FILE=" + folder.write("e", "[api]\nport = 8\n")};
    CHECK(load_config(sources)->config.api.port == 8);
    sources.files = {folder.write("f", "[api]\nport = 9\n")};
    CHECK(load_config(sources)->config.api.port == 9);
}

TEST_CASE("error texts") {
    struct Case {
        const char* text;
        const char* error;
    };

    const Case cases[] = {
        {"[api]\nprot = 1\n", "F:2: [api] prot: unknown option; did you mean 'port'?"},
        {"[apy]\nport = 1\n", "F:2: [apy] port: unknown section; did you mean 'api'?"},
        {"[api]\nmerge_strategy = merge\n",
         "F:2: [api] merge_strategy: unknown option; it belongs to [engine]"},
        {"[api]\nzzzzzz = 1\n",
         "F:2: [api] zzzzzz: unknown option; remove it, or see the reference of options"},
        {"[api]\nport = http\n", "F:2: [api] port: 'http' is not an integer from 0 to 65535"},
        {"[api]\nport = 65536\n", "F:2: [api] port: '65536' is not an integer from 0 to 65535"},
        {"[api]\nport =\n", "F:2: [api] port: '' is not an integer from 0 to 65535"},
        {"[yaql]\nmemory_quota = -2\n",
         "F:2: [yaql] memory_quota: '-2' is not an integer of at least -1"},
        {"debug = maybe\n", "F:1: [DEFAULT] debug: 'maybe' is not a boolean; write true or false"},
        {"server = api,exekutor\n",
         "F:1: [DEFAULT] server: 'exekutor' is not one of all, api, engine, executor, "
         "event-engine, "
         "notifier, periodic; did you mean 'executor'?"},
        {"[engine]\nmerge_strategy = mix\n",
         "F:2: [engine] merge_strategy: 'mix' is not one of replace, merge"},
        {"[pecan]\nauth_enable = true\n",
         "F:2: [pecan] auth_enable: Keystone authentication is not built into this version. Set it "
         "to false, and let only trusted clients reach [api] host"},
        {"transport_url = rabbit://u:p@h/\n",
         "F:1: [DEFAULT] transport_url: the transport 'rabbit' is not built into this version; all "
         "parts run in one process, use fake://"},
        {"[database]\nconnection = postgresql://h/d\n",
         "F:2: [database] connection: the database 'postgresql' is not built into this version; "
         "use "
         "sqlite:///FILE (four slashes for an absolute path)"},
        {"[database]\nshards = 48\n", "F:2: [database] shards: 48 is not a power of two"},
        {"[action_std_http]\ndenied_cidrs = 10.0.0.0/33\n",
         "F:2: [action_std_http] denied_cidrs: '10.0.0.0/33' has no prefix length from 0 to 32"},
        {"[action_std_http]\ndenied_cidrs = here\n",
         "F:2: [action_std_http] denied_cidrs: 'here' is not an address; write it like 10.0.0.0/8 "
         "or "
         "fd00::/8"},
        {"[yaql]\nconvert_output_data = false\n",
         "[yaql] convert_output_data = false requires convert_input_data = false"},
        {"[executor]\nhttp_connections = 10\n",
         "[executor] http_connections_per_host is greater than http_connections; lower it, or "
         "raise "
         "the other"},
        {"port\n[x\n  y\n",
         "F:1: 'port' is no setting; write name = value\nF:2: '[x' is no section; write "
         "[name]\nF:3: "
         "an indented line continues the value above it, and there is none; remove the blanks in "
         "front"},
        {"[api]\nport = x\n[apy]\na = b\n",
         "F:2: [api] port: 'x' is not an integer from 0 to 65535\nF:4: [apy] a: unknown section; "
         "did "
         "you mean 'api'?"},
    };
    for (const Case& c : cases) CHECK(error_of(c.text) == c.error);
}

TEST_CASE("a file that is not there, and a wrong command line, say so") {
    ConfigSources sources = no_sources();
    sources.files = {"/nowhere/x.conf"};
    sources.command_line = {{"api", "port", "x", "--port"}};
    CHECK(
        load_config(sources).error().message ==
        "/nowhere/x.conf: cannot be read: No such file or directory\n"
        "command line --port: [api] port: 'x' is not an integer from 0 to 65535"
    );
}

TEST_CASE("options of the original that do nothing here are taken with a warning") {
    const LoadedConfig loaded = load_text(
        "auth_type = keystone\n[scheduler]\nfixed_delay = 1\n[keystone_authtoken]\nx = y\n"
    );
    REQUIRE(loaded.warnings.size() == 3);
    CHECK(loaded.warnings[1].ends_with(
        "F:3: [scheduler] fixed_delay is ignored: timers are exact here, nothing is polled"
    ));
}

TEST_CASE("secrets are masked when printed; the printed text reads back") {
    Config config;
    config.database.connection = "postgresql://u:geheim@host/db";
    const Option* option = find_option("database", "connection");
    REQUIRE(option != nullptr);
    CHECK(shown_value(*option, config) == "postgresql://u:***@host/db");
    const LoadedConfig loaded = load_text("[api]\nport = 7\n");
    const LoadedConfig again = load_text(print_config(loaded));
    CHECK(again.config.api.port == 7);
    CHECK(again.warnings.empty());
}

TEST_CASE("the table: every row is named once, documented and of a consistent default") {
    std::set<std::string> names;
    for (const Option& option : options()) {
        CHECK(names.insert(environment_name(option)).second);
        CHECK(!option.doc.empty());
        CHECK(option.doc.ends_with("."));
        CHECK(why_ignored(option.section, option.name) == nullptr);
    }
    const std::string page = options_reference();
    CHECK(page.find("| `port` | integer | `8989` | – | from 0 to 65535 |") != std::string::npos);
    CHECK(page.find("*(the original's default: `0.0.0.0`)*") != std::string::npos);
}

TEST_CASE("where the log goes") {
    Config config;
    CHECK(log_path(config).empty());
    config.general.log_file = "a.log";
    CHECK(log_path(config) == "a.log");
    config.general.log_dir = "/var/log/mistral";
    CHECK(log_path(config) == "/var/log/mistral/a.log");
    config.general.log_file = "/x/a.log";
    CHECK(log_path(config) == "/x/a.log");
    config.general.log_file = "";
    CHECK(log_path(config) == "/var/log/mistral/mistral.log");
}
