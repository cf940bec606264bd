// What is measured: a table of scenarios, each a function from a running server to numbers.
#pragma once
#include "load/http.hpp"
#include "load/server_process.hpp"
#include "load/target.hpp"
#include "report/table.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace load {

/// What a scenario may use. The server is shared by the scenarios of one run and keeps their data.
struct World {
    std::uint16_t port = 0;
    Client& client;
    Target& target;
    int run = 0;  ///< from 1; makes names unique
    double cold_start_ms = 0;
    double idle_rss_mb = 0;
    const ServerProcess& server;
};

using report::Better;

struct Metric {
    std::string_view name;
    std::string_view unit;
    Better better = Better::lower;
    std::optional<double> goal;
};

struct Scenario {
    std::string_view name;  ///< for choosing it on the command line
    std::string_view title;
    std::span<const Metric> metrics;
    /// One value per metric.
    std::vector<double> (*measure)(World& world);
    /// Besides the one of the command line: such scenarios get a server of their own.
    int commit_delay_ms = 0;
};

std::span<const Scenario> throughput_scenarios();
std::span<const Scenario> latency_scenarios();
std::span<const Scenario> scale_scenarios();
std::span<const Scenario> http_scenarios();
std::span<const Scenario> process_scenarios();

}  // namespace load
