#include "executor/options.hpp"

#include "config/config.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace wf {

namespace {

// Descriptors left to the database, the API and the log.
constexpr std::size_t descriptors_reserved = 128;

std::size_t connections_possible() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return 1U << 20U;
    const std::size_t open_files = limit.rlim_cur;
    // Half at least: a tiny limit must not leave nothing.
    return std::max(open_files - std::min(open_files, descriptors_reserved), open_files / 2);
}

}  // namespace

Result<ExecutorOptions> executor_options(const Config& config) {
    const Config::ActionStdHttp& http = config.action_std_http;
    ExecutorOptions options;
    options.actions.http_timeout_default = Millis{http.default_timeout_s * 1000};
    options.http.connections_max = std::min(
        static_cast<std::size_t>(config.executor.http_connections), connections_possible()
    );
    options.http.connections_per_host_max = std::min(
        static_cast<std::size_t>(config.executor.http_connections_per_host),
        options.http.connections_max
    );
    options.heartbeat_interval = Millis{config.action_heartbeat.check_interval_s * 1000};
    options.http.rules.response_bytes_max = http.max_response_size_bytes;
    WF_TRY(
        options.http.rules.egress, http::EgressPolicy::make(http.allowed_hosts, http.denied_cidrs)
    );
    return options;
}

}  // namespace wf
