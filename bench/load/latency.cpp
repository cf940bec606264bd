// One execution at a time: from POST to the answer that shows SUCCESS.
#include "load/clock.hpp"
#include "load/workflows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace load {

namespace {

constexpr int one_task_samples = 500;
// Between two looks at a long execution: looking all the time would take a processor from the
// server.
constexpr int pause_us = 250;

double percentile(std::vector<double> values, double part) {
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1));
    return values[at];
}

std::vector<double> measure_one_task(World& world) {
    const std::string workflow = fmt::format("one_{}", world.run);
    upload(world, chain_workflow(workflow, 1));
    const std::string body = start_body(workflow);
    std::vector<double> samples;
    for (int i = 0; i < one_task_samples; ++i) samples.push_back(run_to_end(world, body, 0));
    return {percentile(samples, 0.5), percentile(samples, 0.99)};
}

std::vector<double> measure_join(World& world) {
    const std::string workflow = fmt::format("join_{}", world.run);
    upload(world, join_workflow(workflow, 500));
    return {run_to_end(world, start_body(workflow), pause_us)};
}

template <int items, int concurrency>
std::vector<double> measure_items(World& world) {
    const std::string workflow = fmt::format("items_{}_{}_{}", items, concurrency, world.run);
    upload(world, items_workflow(workflow, items, concurrency));
    return {run_to_end(world, start_body(workflow), pause_us)};
}

std::vector<double> measure_sub_workflows(World& world) {
    const std::string workflow = fmt::format("parent_{}", world.run);
    upload(world, sub_workflows(workflow, 100, 3));
    return {run_to_end(world, start_body(workflow), pause_us)};
}

/// A list of small objects, as JSON text of about `bytes`.
std::string rows_of(std::size_t bytes) {
    std::string text = "[";
    for (int i = 0; text.size() < bytes; ++i) {
        if (i > 0) text += ',';
        text += fmt::format(
            R"({{"number":{},"name":"row number {}","text":"{}"}})",
            i % 10,
            i,
            std::string(140, 'x')
        );
    }
    return text + "]";
}

std::vector<double> measure_context(World& world) {
    const std::string workflow = fmt::format("context_{}", world.run);
    upload(world, context_workflow(workflow, 10));
    const std::string input = fmt::format(R"({{"data": {}}})", rows_of(1'000'000));
    return {run_to_end(world, start_body(workflow, input), pause_us)};
}

std::vector<double> measure_http_calls(World& world) {
    constexpr int calls = 1000;
    const std::string workflow = fmt::format("http_{}", world.run);
    upload(world, http_workflow(workflow, calls));
    const std::string input =
        fmt::format(R"({{"url": "http://127.0.0.1:{}/"}})", world.target.port());
    const double elapsed = run_to_end(world, start_body(workflow, input), pause_us);
    return {calls * 1000 / elapsed, elapsed};
}

constexpr Metric one_task_metrics[] = {
    {.name = "p50", .unit = "ms", .better = Better::lower, .goal = 2},
    {.name = "p99", .unit = "ms", .better = Better::lower, .goal = 10},
};
constexpr Metric at_most_50[] = {{.name = "", .unit = "ms", .better = Better::lower, .goal = 50}};
constexpr Metric at_most_100[] = {{.name = "", .unit = "ms", .better = Better::lower, .goal = 100}};
constexpr Metric at_most_500[] = {{.name = "", .unit = "ms", .better = Better::lower, .goal = 500}};
constexpr Metric call_metrics[] = {
    {.name = "", .unit = "calls/s", .better = Better::higher, .goal = 3000},
    {.name = "as a whole", .unit = "ms", .better = Better::lower, .goal = {}},
};

constexpr Scenario scenarios[] = {
    {.name = "one-task",
     .title = "One task, POST to SUCCESS by polling",
     .metrics = one_task_metrics,
     .measure = measure_one_task},
    {.name = "join",
     .title = "500 parallel tasks into `join: all`",
     .metrics = at_most_50,
     .measure = measure_join},
    {.name = "items",
     .title = "With-items 1,000 × std.echo",
     .metrics = at_most_50,
     .measure = measure_items<1000, 0>},
    {.name = "items-concurrency",
     .title = "With-items 1,000 × std.echo, `concurrency: 10`",
     .metrics = at_most_100,
     .measure = measure_items<1000, 10>},
    {.name = "items-many",
     .title = "With-items 10,000 × std.echo",
     .metrics = at_most_500,
     .measure = measure_items<10'000, 0>},
    {.name = "sub-workflows",
     .title = "With-items over 100 sub-workflows of 3 tasks",
     .metrics = at_most_50,
     .measure = measure_sub_workflows},
    {.name = "context",
     .title = "1 MB context through 10 tasks, a YAQL query over it in each",
     .metrics = at_most_100,
     .measure = measure_context},
    {.name = "http-calls",
     .title = "1,000 std.http calls in one with-items",
     .metrics = call_metrics,
     .measure = measure_http_calls},
};

}  // namespace

std::span<const Scenario> latency_scenarios() {
    return scenarios;
}

}  // namespace load
