// The REST API by itself: uploads and reads.
#include "load/clock.hpp"
#include "load/workflows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace load {

namespace {

constexpr double burst_ms = 1000;
constexpr unsigned connection_count = 16;
constexpr int uploads = 20;
constexpr int listed = 100;

std::vector<double> measure_upload(World& world) {
    std::vector<double> samples;
    for (int i = 0; i < uploads; ++i) {
        const std::string text = chain_workflow(fmt::format("upload_{}_{}", world.run, i), 100);
        const auto begin = Clock::now();
        world.client.post_text("/v2/workflows", text);
        samples.push_back(ms_since(begin));
    }
    std::ranges::sort(samples);
    return {samples[uploads / 2]};
}

/// Requests a second over a burst of about a second.
double rate(World& world, std::string_view path) {
    const std::string request = get_request(path);
    std::vector<Connection> connections = open_connections(world.port, connection_count);
    int answered = 0;
    const auto begin = Clock::now();
    const Burst burst{
        .next =
            [&](std::string& next) {
                if (next.empty()) next = request;
                return ms_since(begin) < burst_ms;
            },
        .done = [&](std::string_view) { ++answered; }};
    run_burst(connections, burst);
    return answered * 1000 / ms_since(begin);
}

/// Makes sure that there is a page to list; returns the id of an execution.
std::string prepare_executions(World& world, std::string_view purpose) {
    const std::string workflow = fmt::format("{}_{}", purpose, world.run);
    upload(world, chain_workflow(workflow, 1));
    const std::string body = start_body(workflow);
    std::string id;
    for (int i = 0; i < listed; ++i)
        id = text_field(world.client.post("/v2/executions", body), "id");
    return id;
}

std::vector<double> measure_list(World& world) {
    prepare_executions(world, "list");
    return {rate(world, fmt::format("/v2/executions?limit={}", listed))};
}

std::vector<double> measure_get(World& world) {
    return {rate(world, "/v2/executions/" + prepare_executions(world, "get"))};
}

constexpr Metric upload_metrics[] = {
    {.name = "", .unit = "ms", .better = Better::lower, .goal = 10}};
constexpr Metric list_metrics[] = {
    {.name = "", .unit = "requests/s", .better = Better::higher, .goal = 2000}};
constexpr Metric get_metrics[] = {
    {.name = "", .unit = "requests/s", .better = Better::higher, .goal = 20'000}};

constexpr Scenario scenarios[] = {
    {.name = "upload",
     .title = "Upload of a workflow of 100 tasks",
     .metrics = upload_metrics,
     .measure = measure_upload},
    {.name = "list",
     .title = "GET /v2/executions?limit=100, 16 connections",
     .metrics = list_metrics,
     .measure = measure_list},
    {.name = "get",
     .title = "GET of one execution by id, 16 connections",
     .metrics = get_metrics,
     .measure = measure_get},
};

constexpr Metric start_metrics[] = {
    {.name = "", .unit = "ms", .better = Better::lower, .goal = 100}};
constexpr Metric memory_metrics[] = {
    {.name = "", .unit = "MB", .better = Better::lower, .goal = 40}};

constexpr Scenario processes[] = {
    {.name = "cold-start",
     .title = "Start of the process to its first answer, new database",
     .metrics = start_metrics,
     .measure = [](World& world) { return std::vector{world.cold_start_ms}; }},
    {.name = "idle-memory",
     .title = "Resident memory after the start",
     .metrics = memory_metrics,
     .measure = [](World& world) { return std::vector{world.idle_rss_mb}; }},
};

}  // namespace

std::span<const Scenario> http_scenarios() {
    return scenarios;
}

std::span<const Scenario> process_scenarios() {
    return processes;
}

}  // namespace load
