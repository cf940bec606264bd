#include "app/server/server.hpp"

#include "app/common/system.hpp"
#include "app/server/arguments.hpp"
#include "app/server/reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#ifndef WF_VERSION
#define WF_VERSION "0.1.0"
#endif

namespace wf::app {
namespace {

int failure(const Error& error, int status) {
    fmt::print(stderr, "mistral-server: {}\n", error.message);
    return status;
}

/// In this version the three servers are one process; a part of them alone could do nothing.
Result<void> check_servers(const std::vector<std::string>& servers) {
    constexpr std::string_view known[] = {
        "all", "api", "engine", "executor", "event-engine", "notifier", "periodic"};
    for (const std::string& name : servers) {
        if (std::ranges::find(known, name) == std::end(known)) {
            return fail(
                ErrorCode::invalid_argument,
                "--server " + name + ": there is no such server; use all, or api,engine,executor"
            );
        }
    }
    const auto has = [&](std::string_view name) {
        return std::ranges::find(servers, name) != servers.end();
    };
    if (has("all") || (has("api") && has("engine") && has("executor"))) return {};
    return fail(
        ErrorCode::not_supported,
        "--server: with the in-process transport api, engine and executor run together; use all, "
        "or api,engine,executor"
    );
}

Result<void> check_supported(const Config& config) {
    WF_CHECK(check_servers(config.general.server));
    if (config.pecan.auth_enable) {
        return fail(
            ErrorCode::not_supported,
            "[pecan] auth_enable = true: authentication is not available in this version; set it "
            "to false"
        );
    }
    return {};
}

/// Signals are waited for by the main thread only; every other thread inherits the mask.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

int wait_for_signal(const sigset_t& signals, Logger& log) {
    while (true) {
        int signal = 0;
        if (sigwait(&signals, &signal) != 0) continue;
        if (signal != SIGHUP) return signal;
        // Log rotation moves the file away and tells us so.
        if (auto reopened = log.reopen(); !reopened)
            log.error("log_reopen_failed", {{"why", reopened.error()}});
    }
}

LogOptions log_options(const Config& config) {
    LogOptions options;
    options.level = config.general.debug ? LogLevel::debug : LogLevel::info;
    options.format = config.general.use_json ? LogFormat::json : LogFormat::logfmt;
    options.file = log_path(config);
    return options;
}

int serve(const LoadedConfig& loaded) {
    const sigset_t signals = block_signals();
    auto log = Logger::open(log_options(loaded.config));
    if (!log) return failure(log.error(), 1);
    for (const std::string& warning : loaded.warnings) (*log)->warn("config", {{"what", warning}});
    auto system = System::start(SystemOptions{loaded.config, false, true}, **log);
    if (!system) {
        (*log)->error("start_failed", {{"why", system.error()}});
        return failure(system.error(), 1);
    }
    (*log)->info(
        "started",
        {{"version", WF_VERSION},
         {"url", fmt::format("http://{}:{}/v2", loaded.config.api.host, (*system)->port())},
         {"database", loaded.config.database.connection}}
    );
    const int signal = wait_for_signal(signals, **log);
    (*log)->info("stopping", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"}});
    (*system)->stop(std::chrono::seconds{loaded.config.general.graceful_shutdown_timeout_s});
    (*log)->info("stopped");
    return 0;
}

}  // namespace

int run_server(const std::vector<std::string>& words) {
    auto arguments = parse_server_arguments(words);
    if (!arguments) return failure(arguments.error(), 2);
    if (arguments->show_help) {
        fmt::print("{}", server_help());
        return 0;
    }
    if (arguments->show_version) {
        fmt::print("mistral-server {}\n", WF_VERSION);
        return 0;
    }
    if (!arguments->dump_reference.empty()) {
        const auto dumped = dump_reference(arguments->dump_reference);
        return dumped ? 0 : failure(dumped.error(), 1);
    }
    arguments->sources.environment = process_environment();
    auto loaded = load_config(arguments->sources);
    if (!loaded) return failure(loaded.error(), 2);
    if (arguments->print_config) {
        fmt::print("{}", print_config(*loaded));
        return 0;
    }
    if (auto supported = check_supported(loaded->config); !supported)
        return failure(supported.error(), 2);
    return serve(*loaded);
}

}  // namespace wf::app
