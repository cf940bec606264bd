// The same work in two sizes, ten to one: the cost of a task must not grow with its execution.
#include "load/workflows.hpp"

#include <fmt/format.h>

namespace load {

namespace {

constexpr int pause_us = 250;
constexpr int factor = 10;  // the large size is so many times the small one
constexpr int children_tasks = 3;

/// Tasks (or items) per second of one execution of the workflow.
double rate(World& world, std::string_view workflow, std::string_view text, int tasks) {
    upload(world, text);
    return tasks * 1000 / run_to_end(world, start_body(workflow), pause_us);
}

std::string name_of(const World& world, std::string_view kind, int size) {
    return fmt::format("scale_{}_{}_{}", kind, size, world.run);
}

/// Rate of the small size, of the large one, how the second compares with the first, and what the
/// server holds afterwards.
template <class Rate>
std::vector<double> compare(const World& world, int small_size, Rate rate_of) {
    const double small = rate_of(small_size);
    const double large = rate_of(small_size * factor);
    return {small, large, large / small, world.server.rss_mb()};
}

std::vector<double> measure_chain(World& world) {
    return compare(world, 1000, [&](int size) {
        const std::string name = name_of(world, "chain", size);
        return rate(world, name, chain_workflow(name, size), size);
    });
}

std::vector<double> measure_join(World& world) {
    return compare(world, 1000, [&](int size) {
        const std::string name = name_of(world, "join", size);
        return rate(world, name, join_workflow(name, size), size);
    });
}

std::vector<double> measure_items(World& world) {
    return compare(world, 10'000, [&](int size) {
        const std::string name = name_of(world, "items", size);
        return rate(world, name, items_workflow(name, size, 0), size);
    });
}

std::vector<double> measure_children(World& world) {
    return compare(world, 100, [&](int size) {
        const std::string name = name_of(world, "children", size);
        return rate(world, name, sub_workflows(name, size, children_tasks), size * children_tasks);
    });
}

constexpr Metric metrics[] = {
    {.name = "small", .unit = "per s", .better = Better::higher, .goal = {}},
    {.name = "large", .unit = "per s", .better = Better::higher, .goal = {}},
    {.name = "large : small", .unit = "", .better = Better::higher, .goal = 0.7},
    {.name = "memory afterwards", .unit = "MB", .better = Better::lower, .goal = {}},
};

constexpr Scenario scenarios[] = {
    {.name = "scale-chain",
     .title = "One execution of 1,000 and of 10,000 tasks in a row",
     .metrics = metrics,
     .measure = measure_chain},
    {.name = "scale-join",
     .title = "1,000 and 10,000 parallel tasks into `join: all`",
     .metrics = metrics,
     .measure = measure_join},
    {.name = "scale-items",
     .title = "With-items 10,000 and 100,000 × std.echo",
     .metrics = metrics,
     .measure = measure_items},
    {.name = "scale-children",
     .title = "With-items over 100 and 1,000 sub-workflows of 3 tasks",
     .metrics = metrics,
     .measure = measure_children},
};

}  // namespace

std::span<const Scenario> scale_scenarios() {
    return scenarios;
}

}  // namespace load
