// mistral-load: runs the scenarios against a server and reports medians.
#include "load/machine.hpp"
#include "load/report.hpp"
#include "load/scenario.hpp"
#include "load/server_process.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <optional>
#include <set>

namespace load {

namespace {

constexpr std::string_view usage =
    "usage: mistral-load --server FILE [OPTION...] [SCENARIO...]\n"
    "\n"
    "  --runs N               runs whose median is shown (5)\n"
    "  --commit-delay-ms N    slows every commit of the server down ([database] commit_delay_ms)\n"
    "  --folder DIR           where databases are put (/tmp)\n"
    "  --commit TEXT          what was measured, for the report\n"
    "  --write FILE           writes the report\n"
    "  --list                 names of the scenarios\n";

struct Options {
    ServerOptions server{.binary = {}, .folder = "/tmp", .commit_delay_ms = 0};
    int runs = 5;
    std::string commit;
    std::string write;
    std::vector<std::string> scenarios;
};

std::vector<const Scenario*> all_scenarios() {
    std::vector<const Scenario*> all;
    for (const auto group :
         {process_scenarios(),
          throughput_scenarios(),
          latency_scenarios(),
          http_scenarios(),
          scale_scenarios()}) {
        for (const Scenario& scenario : group) all.push_back(&scenario);
    }
    return all;
}

std::vector<const Scenario*> chosen_scenarios(const std::vector<std::string>& names) {
    const std::vector<const Scenario*> all = all_scenarios();
    if (names.empty()) return all;
    std::vector<const Scenario*> chosen;
    for (const std::string& name : names) {
        const auto found = std::ranges::find(all, std::string_view{name}, &Scenario::name);
        if (found == all.end()) throw LoadError{"unknown scenario " + name + "; see --list"};
        chosen.push_back(*found);
    }
    return chosen;
}

int number(const std::string& text) {
    int value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0)
        throw LoadError{"not a number: " + text};
    return value;
}

Options parse(const std::vector<std::string>& words) {
    Options options;
    std::size_t at = 0;
    const auto value = [&] {
        if (at >= words.size()) throw LoadError{"a value is missing\n" + std::string{usage}};
        return words[at++];
    };
    while (at < words.size()) {
        const std::string word = words[at++];
        if (word == "--server") {
            options.server.binary = value();
        } else if (word == "--runs") {
            options.runs = std::max(number(value()), 1);
        } else if (word == "--commit-delay-ms") {
            options.server.commit_delay_ms = number(value());
        } else if (word == "--folder") {
            options.server.folder = value();
        } else if (word == "--commit") {
            options.commit = value();
        } else if (word == "--write") {
            options.write = value();
        } else if (word.starts_with('-')) {
            throw LoadError{"unknown option " + word + "\n" + std::string{usage}};
        } else {
            options.scenarios.push_back(word);
        }
    }
    if (options.server.binary.empty()) throw LoadError{std::string{usage}};
    return options;
}

/// One server with a database of its own; one after the other all scenarios that want its delay.
void measure_on_server(
    int run, int delay_ms, const ServerOptions& options, std::vector<Measured>& measured
) {
    ServerOptions own = options;
    own.commit_delay_ms += delay_ms;
    Target target;
    const ServerProcess server{own};
    std::optional<Client> client{std::in_place, server.port()};
    World world{
        .port = server.port(),
        .client = *client,
        .target = target,
        .run = run,
        .cold_start_ms = server.cold_start_ms(),
        .idle_rss_mb = server.rss_mb(),
        .server = server};
    for (Measured& one : measured) {
        if (!one.problem.empty() || one.scenario->commit_delay_ms != delay_ms) continue;
        fmt::print(stderr, "run {}: {}\n", run, one.scenario->name);
        try {
            one.runs.push_back(one.scenario->measure(world));
        } catch (const LoadError& error) {
            one.problem = std::string{error.what()}.substr(0, 300);
            one.runs.clear();
            client.emplace(server.port());
        }
    }
    fmt::print(stderr, "run {}: memory at the end {:.0f} MB\n", run, server.rss_mb());
}

void measure_run(int run, const ServerOptions& options, std::vector<Measured>& measured) {
    std::set<int> delays;
    for (const Measured& one : measured) delays.insert(one.scenario->commit_delay_ms);
    for (const int delay_ms : delays) measure_on_server(run, delay_ms, options, measured);
}

int run(const Options& options) {
    std::vector<Measured> measured;
    for (const Scenario* scenario : chosen_scenarios(options.scenarios))
        measured.push_back({.scenario = scenario, .runs = {}, .problem = {}});
    ReportHead head{
        .facts = machine_facts(options.server.folder),
        .runs = options.runs,
        .commit_delay_ms = options.server.commit_delay_ms};
    if (!options.commit.empty()) head.facts.emplace_back("commit", options.commit);
    for (int i = 1; i <= options.runs; ++i) measure_run(i, options.server, measured);

    const std::string page = report_page(head, measured);
    fmt::print("{}", page);
    if (!options.write.empty()) std::ofstream{options.write} << page;
    return all_reached(measured) ? 0 : 1;
}

}  // namespace

}  // namespace load

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    const std::vector<std::string> words{argv + 1, argv + argc};
    try {
        if (words == std::vector<std::string>{"--list"}) {
            for (const load::Scenario* scenario : load::all_scenarios())
                fmt::print("{:<20} {}\n", scenario->name, scenario->title);
            return 0;
        }
        return load::run(load::parse(words));
    } catch (const load::LoadError& error) {
        fmt::print(stderr, "mistral-load: {}\n", error.what());
        return 2;
    }
}
