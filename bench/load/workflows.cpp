#include "load/workflows.hpp"

#include "load/clock.hpp"

#include <fmt/format.h>

#include <thread>

namespace load {

namespace {

constexpr double end_limit_ms = 60'000;

std::string head(std::string_view name) {
    return fmt::format("version: '2.0'\n{}:\n", name);
}

}  // namespace

std::string chain_workflow(std::string_view name, int tasks) {
    std::string text = head(name) + "  tasks:\n";
    for (int i = 0; i < tasks; ++i) {
        text += fmt::format("    t{}:\n      action: std.noop\n", i);
        if (i + 1 < tasks) text += fmt::format("      on-success: t{}\n", i + 1);
    }
    return text;
}

std::string join_workflow(std::string_view name, int branches) {
    std::string text = head(name) + "  tasks:\n";
    for (int i = 0; i < branches; ++i)
        text += fmt::format("    t{}: {{action: std.noop, on-success: end}}\n", i);
    return text + "    end: {join: all, action: std.noop}\n";
}

std::string items_workflow(std::string_view name, int items, int concurrency) {
    std::string text = head(name) + "  tasks:\n    each:\n";
    text += fmt::format("      with-items: i in <% range({}) %>\n", items);
    if (concurrency > 0) text += fmt::format("      concurrency: {}\n", concurrency);
    return text + "      action: std.echo output=<% $.i %>\n";
}

std::string sub_workflows(std::string_view name, int children, int tasks) {
    std::string text = chain_workflow(fmt::format("{}_child", name), tasks);
    text += fmt::format("{}:\n  tasks:\n    each:\n", name);
    text += fmt::format("      with-items: i in <% range({}) %>\n", children);
    return text + fmt::format("      workflow: {}_child\n", name);
}

std::string context_workflow(std::string_view name, int tasks) {
    std::string text = head(name) + "  input: [data]\n  output: {total: <% $.total %>}\n  tasks:\n";
    text += "    begin:\n      publish: {rows: <% $.data %>, total: 0}\n      on-success: t0\n";
    for (int i = 0; i < tasks; ++i) {
        text += fmt::format("    t{}:\n      action: std.noop\n", i);
        text += "      publish: {total: <% $.total + $.rows.where($.number > 5).len() %>}\n";
        if (i + 1 < tasks) text += fmt::format("      on-success: t{}\n", i + 1);
    }
    return text;
}

std::string http_workflow(std::string_view name, int calls) {
    std::string text = head(name) + "  input: [url]\n  tasks:\n    each:\n";
    text += fmt::format("      with-items: i in <% range({}) %>\n", calls);
    return text + "      action: std.http url=<% $.url %>\n";
}

void upload(World& world, std::string_view text) {
    world.client.post_text("/v2/workflows", text);
}

std::string start_body(std::string_view workflow, std::string_view input) {
    return fmt::format(R"({{"workflow_name": "{}", "input": {}}})", workflow, input);
}

double run_to_end(World& world, std::string_view body, int pause_us) {
    const auto begin = Clock::now();
    const std::string_view started = world.client.post("/v2/executions", body);
    const std::string path = fmt::format("/v2/executions/{}", text_field(started, "id"));
    while (true) {
        const std::string_view state = text_field(world.client.get(path), "state");
        const double elapsed = ms_since(begin);
        if (state == "SUCCESS") return elapsed;
        if (state != "RUNNING")
            throw LoadError{fmt::format("ended in {}: {}", state, world.client.get(path))};
        if (elapsed > end_limit_ms) throw LoadError{"no end within a minute"};
        if (pause_us > 0) std::this_thread::sleep_for(std::chrono::microseconds{pause_us});
    }
}

}  // namespace load
