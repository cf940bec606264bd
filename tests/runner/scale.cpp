#include "scale.hpp"

#include "app/cases/world.hpp"
#include "lang/yaml.hpp"

#include <cstdio>
#include <ctime>
#include <string>

namespace wf::cases {
namespace {

std::string number(std::size_t n) {
    return std::to_string(n);
}

/// `t0, t1, …` as a YAML list.
std::string names(std::size_t count) {
    std::string list = "[t0";
    for (std::size_t i = 1; i < count; ++i) list += ", t" + number(i);
    return list + "]";
}

std::string workflow(const std::string& tasks) {
    return "version: '2.0'\nw:\n  tasks:\n" + tasks;
}

std::string chain(std::size_t n) {
    std::string tasks;
    for (std::size_t i = 0; i + 1 < n; ++i)
        tasks += "    t" + number(i) + ": {on-success: t" + number(i + 1) + "}\n";
    return workflow(tasks + "    t" + number(n - 1) + ": {action: std.noop}\n");
}

/// Each task adds a variable of its own.
std::string variables(std::size_t n) {
    std::string tasks;
    for (std::size_t i = 0; i + 1 < n; ++i)
        tasks += "    t" + number(i) + ": {publish: {v" + number(i) + ": 1}, on-success: t" +
                 number(i + 1) + "}\n";
    return workflow(tasks + "    t" + number(n - 1) + ": {action: std.noop}\n");
}

std::string branch_variables(std::size_t n) {
    std::string text = workflow("    s: {on-success: " + names(n) + "}\n    j: {join: all}\n");
    for (std::size_t i = 0; i < n; ++i)
        text += "    t" + number(i) + ": {publish: {v" + number(i) + ": 1}, on-success: j}\n";
    return text;
}

std::string loop(std::size_t n) {
    return "version: '2.0'\nw:\n  vars: {i: 0}\n  tasks:\n"
           "    begin: {on-success: [t, j]}\n"
           "    never: {action: std.async_noop, on-success: j}\n"
           "    j: {join: all}\n"
           "    t: {publish: {i: <% $.i + 1 %>}, on-success: [{t: <% $.i < " +
           number(n) + " %>}, {stop: <% $.i >= " + number(n) +
           " %>}]}\n"
           "    stop: {on-success: succeed}\n";
}

std::string fan(std::size_t n, const std::string& body, const std::string& join) {
    std::string tasks = "    s: {on-success: " + names(n) + "}\n";
    for (std::size_t i = 0; i < n; ++i) tasks += "    t" + number(i) + ": " + body + "\n";
    return workflow(tasks + join);
}

std::string inline_fan(std::size_t n) {
    return fan(n, "{on-success: j}", "    j: {join: all}\n");
}

std::string separate_arrivals(std::size_t n) {
    return fan(
        n,
        "{action: std.http url=\"x\", on-success: j, on-error: h}",
        "    j: {join: all}\n    h: {action: std.noop}\n"
    );
}

std::string late_arrivals(std::size_t n) {
    return fan(n, "{action: std.http url=\"x\", on-success: j}", "    j: {join: one}\n");
}

/// Each stage is a join whose second branch is longer than its first one.
std::string ladder(std::size_t n) {
    std::string tasks;
    for (std::size_t i = 0; i < n; ++i) {
        const std::string k = number(i);
        tasks += "    s" + k + ": {on-success: [a" + k + ", b" + k + "]}\n    a" + k +
                 ": {on-success: j" + k + ", on-error: h}\n    b" + k + ": {on-success: c" + k +
                 "}\n    c" + k + ": {on-success: j" + k + "}\n    j" + k +
                 ": {join: all, on-success: s" + number(i + 1) + "}\n";
    }
    return workflow(
        tasks + "    s" + number(n) + ": {action: std.noop}\n    h: {action: std.noop}\n"
    );
}

std::string items(std::size_t n) {
    return workflow(
        "    t: {with-items: i in <% range(" + number(n) +
        ") %>, action: std.echo output=<% $.i %>}\n"
    );
}

std::string separate_items(std::size_t n) {
    return workflow(
        "    t: {with-items: i in <% range(" + number(n) + ") %>, action: std.http url=\"x\"}\n"
    );
}

std::string children(std::size_t n) {
    return workflow("    t: {with-items: i in <% range(" + number(n) + ") %>, workflow: sub}\n") +
           "sub: {tasks: {a: {on-success: b}, b: {action: std.http url=\"x\"}}}\n";
}

std::string retries(std::size_t n) {
    return workflow("    t: {action: std.fail, retry: {count: " + number(n) + ", delay: 0}}\n");
}

std::string reverse(std::size_t n) {
    std::string text =
        "version: '2.0'\nw:\n  type: reverse\n  tasks:\n    last: {requires: " + names(n) + "}\n";
    for (std::size_t i = 0; i < n; ++i)
        text += "    t" + number(i) + ": {action: std.http url=\"x\"}\n";
    return text;
}

struct Scenario {
    std::string_view name;
    std::string (*definition)(std::size_t n);
    std::size_t size;
    std::string_view end = "SUCCESS";
};

// Acceptance 195: chains and joins of any size cost in proportion.
constexpr Scenario scenarios[] = {
    {"chain of tasks", chain, 2000},
    {"chain of tasks, each with a variable", variables, 500},
    {"branches that meet, each with a variable", branch_variables, 1000},
    {"rounds of a loop beside a waiting join", loop, 2000},
    {"fan-out and join, one commit", inline_fan, 2000},
    {"fan-out and join, a commit per arrival", separate_arrivals, 2000},
    {"join of one, late arrivals", late_arrivals, 2000},
    {"joins one after the other", ladder, 400},
    {"with-items, pure actions", items, 20'000},
    {"with-items, a commit per result", separate_items, 5000},
    {"sub-workflows", children, 500},
    {"retries", retries, 2000, "ERROR"},
    {"requirements of a reverse workflow", reverse, 2000},
};

struct Cost {
    WrittenRows written;
    double seconds = 0;  // of processor time
};

std::string text_of(const Problems& problems) {
    return problems.empty() ? std::string{} : problems.front().text;
}

Cost measure(const Scenario& scenario, std::size_t n) {
    WorkflowCase test;
    test.path = scenario.name;
    test.definitions.push_back({lang::DocumentKind::workflows, scenario.definition(n), {}, {}});
    World world(test, Reload::never, nullptr);
    const auto start = lang::parse_marked_yaml("start: {workflow: w, params: {task_name: last}}");
    std::string problem = text_of(world.define());
    const std::clock_t began = std::clock();
    if (problem.empty()) problem = text_of(world.perform(*start));
    if (problem.empty()) problem = world.answer_all(Value{1}).value_or("");
    const double seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    const auto end = lang::parse_marked_yaml("workflow: " + std::string{scenario.end});
    if (problem.empty()) problem = text_of(world.check(*end));
    if (!problem.empty()) std::printf("%s: %s\n", test.path.c_str(), problem.c_str());
    return {problem.empty() ? world.written() : WrittenRows{}, seconds};
}

bool grows_linearly(std::size_t small, std::size_t large) {
    return small > 0 && large <= 2 * small + small / 4;
}

}  // namespace

int run_scale(std::size_t factor) {
    int failed = 0;
    for (const Scenario& scenario : scenarios) {
        const std::size_t size = factor * scenario.size;
        const Cost one = measure(scenario, size);
        const Cost two = measure(scenario, 2 * size);
        const bool ok = grows_linearly(one.written.rows, two.written.rows) &&
                        grows_linearly(one.written.bytes, two.written.bytes);
        failed += ok ? 0 : 1;
        std::printf(
            "%s %-40s n=%zu: %zu rows %zu KB %.2f s   2n: %zu rows %zu KB %.2f s\n",
            ok ? "ok    " : "FAILED",
            std::string{scenario.name}.c_str(),
            size,
            one.written.rows,
            one.written.bytes / 1024,
            one.seconds,
            two.written.rows,
            two.written.bytes / 1024,
            two.seconds
        );
    }
    return failed == 0 ? 0 : 1;
}

}  // namespace wf::cases
