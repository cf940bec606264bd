// Many executions at once.
#include "load/clock.hpp"
#include "load/workflows.hpp"

#include <fmt/format.h>

#include <thread>

namespace load {

namespace {

constexpr int executions = 2000;
constexpr int tasks_each = 10;
// So many starts may be under way: clients wait for their answer before they send the next one.
constexpr unsigned connection_count = 500;
constexpr double limit_ms = 120'000;

/// Number of executions of the workflow in a state, page by page.
int count(World& world, std::string_view workflow, std::string_view state) {
    int total = 0;
    std::string marker;
    while (true) {
        const std::string path = fmt::format(
            "/v2/executions?workflow_name={}&state={}&fields=id,state&limit=1000{}",
            workflow,
            state,
            marker
        );
        const std::string_view body = world.client.get(path);
        int page = 0;
        std::string last;
        for (std::size_t at = 0; (at = body.find("\"id\"", at)) != std::string_view::npos; ++at) {
            last = text_field(body.substr(at), "id");
            ++page;
        }
        total += page;
        if (page < 1000) return total;
        marker = "&marker=" + last;
    }
}

bool any_running(World& world, std::string_view workflow) {
    const std::string path =
        fmt::format("/v2/executions?workflow_name={}&state=RUNNING&fields=id&limit=1", workflow);
    return world.client.get(path).find("\"id\"") != std::string_view::npos;
}

/// From the first start sent to no execution running any more.
std::vector<double> measure_tasks(World& world) {
    const std::string workflow = fmt::format("tasks_{}", world.run);
    upload(world, chain_workflow(workflow, tasks_each));
    const std::string request =
        post_request("/v2/executions", start_body(workflow), "application/json");

    std::vector<Connection> connections = open_connections(world.port, connection_count);

    int left = executions;
    const Burst burst{
        .next =
            [&](std::string& next) {
                if (next.empty()) next = request;
                return left-- > 0;
            },
        .done = [](std::string_view) {}};
    const auto begin = Clock::now();
    run_burst(connections, burst);
    while (any_running(world, workflow)) {
        if (ms_since(begin) > limit_ms) throw LoadError{"executions are stuck"};
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    const double elapsed_s = ms_since(begin) / 1000;
    if (const int done = count(world, workflow, "SUCCESS"); done != executions)
        throw LoadError{fmt::format("{} of {} executions succeeded", done, executions)};
    return {executions * tasks_each / elapsed_s, executions / elapsed_s};
}

constexpr Metric tasks_metrics[] = {
    {.name = "", .unit = "tasks/s", .better = Better::higher, .goal = 20'000},
    {.name = "as executions", .unit = "executions/s", .better = Better::higher, .goal = {}},
};
// A disk that takes its time must cost latency only.
constexpr Metric slow_metrics[] = {
    {.name = "", .unit = "tasks/s", .better = Better::higher, .goal = 14'000},
    {.name = "as executions", .unit = "executions/s", .better = Better::higher, .goal = {}},
};

constexpr Scenario scenarios[] = {
    {.name = "tasks",
     .title = "2,000 executions of 10 sequential std.noop, submitted at once",
     .metrics = tasks_metrics,
     .measure = measure_tasks},
    {.name = "tasks-slow-disk",
     .title = "The same with every commit slowed down by 5 ms",
     .metrics = slow_metrics,
     .measure = measure_tasks,
     .commit_delay_ms = 5},
};

}  // namespace

std::span<const Scenario> throughput_scenarios() {
    return scenarios;
}

}  // namespace load
