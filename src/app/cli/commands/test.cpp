// test: workflow cases of files, played in this process with a virtual clock.
#include "app/cases/coverage.hpp"
#include "app/cases/junit.hpp"
#include "app/cases/update.hpp"
#include "app/cli/arguments.hpp"
#include "app/cli/commands/groups.hpp"
#include "app/cli/text_source.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>

namespace wf::cli {

namespace {

using cases::CaseResult;
using cases::TimedResult;
using cases::Verdict;

constexpr Positional positionals[] = {
    {"FILE", "Case files, or folders with cases (*.yaml, at any depth).", Arity::many},
};
constexpr Option test_options[] = {
    {"--junit", "", "FILE", "Writes the results as JUnit XML."},
    {"--coverage", "", "", "Prints which transitions the cases have taken."},
    {"--coverage-min", "", "PERCENT", "Fails below this coverage of branches; prints it as well."},
    {"--update", "", "", "Rewrites the expectations that do not hold to what happens."},
};

struct TestRun {
    const Call& call;
    bool updates = false;
    cases::Coverage coverage;
    std::vector<TimedResult> results;
};

Result<std::vector<std::string>> case_paths(const Arguments& arguments) {
    std::vector<std::string> paths;
    for (const std::string& given : arguments.all("FILE")) {
        if (!std::filesystem::is_directory(given)) {
            paths.push_back(given);
            continue;
        }
        WF_TRY(const auto found, cases::find_cases(given));
        if (found.empty()) return usage_error(fmt::format("test: there is no case in {}", given));
        paths.insert(paths.end(), found.begin(), found.end());
    }
    return paths;
}

Result<std::optional<double>> coverage_min(const Arguments& arguments) {
    const auto text = arguments.get("--coverage-min");
    if (!text) return std::nullopt;
    double percent = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), percent);
    if (error != std::errc{} || end != text->data() + text->size() || percent < 0 || percent > 100)
        return usage_error(fmt::format("test: --coverage-min {}: give 0 to 100", *text));
    return percent;
}

Result<void> write_file(const std::string& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) return fail(ErrorCode::invalid_argument, fmt::format("cannot write {}", path));
    return {};
}

CaseResult play(TestRun& run, const std::string& path) {
    const auto test = cases::read_case(path);
    if (!test) return cases::unusable_case(path, test.error());
    run.coverage.begin(*test);
    return cases::run_case(*test, &run.coverage);
}

/// Rewrites the file and plays it once more: what cannot be rewritten stays a failure.
Result<CaseResult> play_updating(TestRun& run, const std::string& path) {
    const auto test = cases::read_case(path);
    if (!test) return cases::unusable_case(path, test.error());
    const CaseResult before = cases::run_case(*test, nullptr);
    WF_TRY(const std::string text, read_file(path));
    const cases::Updated updated = cases::update_expectations(text, *test, before);
    if (updated.count > 0) {
        WF_CHECK(write_file(path, updated.text));
        fmt::print(
            run.call.streams.out, "updated {}: {} expectation(s) rewritten\n", path, updated.count
        );
    }
    return play(run, path);
}

void report(const TestRun& run, const CaseResult& result) {
    std::FILE* out = run.call.streams.out;
    constexpr std::string_view words[] = {"", "FAILED", "UNUSABLE"};
    if (result.verdict != Verdict::passed) {
        fmt::print(
            out,
            "{} {}{}{}\n{}\n",
            words[static_cast<std::size_t>(result.verdict)],
            result.path,
            result.about.empty() ? "" : ": ",
            result.about,
            cases::report_of(result)
        );
    }
    for (const cases::Problem& hint : result.hints)
        fmt::print(out, "hint: {}", cases::to_report(hint, result.path));
    std::fflush(out);
}

Result<void> play_all(TestRun& run, const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        const auto begin = std::chrono::steady_clock::now();
        Result<CaseResult> result = run.updates ? play_updating(run, path) : play(run, path);
        if (!result) return tl::unexpected(std::move(result).error());
        report(run, *result);
        const auto time = std::chrono::steady_clock::now() - begin;
        run.results.push_back(
            {*std::move(result), std::chrono::duration_cast<std::chrono::microseconds>(time)}
        );
    }
    return {};
}

/// The summary line, and an exit code: a file that is no case weighs more than a failure.
Outcome outcome_of(const TestRun& run) {
    std::size_t counts[3] = {};
    std::chrono::microseconds total{0};
    for (const TimedResult& each : run.results) {
        ++counts[static_cast<std::size_t>(each.result.verdict)];
        total += each.duration;
    }
    Outcome outcome;
    outcome.text = fmt::format(
        "{} case{}: {} passed, {} failed",
        run.results.size(),
        run.results.size() == 1 ? "" : "s",
        counts[0],
        counts[1]
    );
    if (counts[2] > 0) outcome.text += fmt::format(", {} unusable", counts[2]);
    outcome.text += fmt::format(" in {:.2f} s\n", static_cast<double>(total.count()) / 1e6);
    if (counts[1] > 0) outcome.exit_code = exit_failure;
    if (counts[2] > 0) outcome.exit_code = exit_usage;
    return outcome;
}

Result<Outcome> test(const Call& call) {
    WF_TRY(const auto least, coverage_min(call.arguments));
    WF_TRY(const auto paths, case_paths(call.arguments));
    TestRun run{call, call.arguments.has("--update"), {}, {}};
    WF_CHECK(play_all(run, paths));
    if (const auto path = call.arguments.get("--junit"))
        WF_CHECK(write_file(*path, cases::to_junit(run.results)));
    Outcome outcome = outcome_of(run);
    if (least || call.arguments.has("--coverage")) outcome.text += run.coverage.report();
    if (least && run.coverage.percent() < *least) {
        outcome.text += fmt::format("the coverage is below {} %\n", *least);
        if (outcome.exit_code == exit_success) outcome.exit_code = exit_failure;
    }
    return outcome;
}

constexpr Command rows[] = {
    {.name = "test",
     .summary = "Tests workflows: plays case files with mocked actions and a virtual clock.",
     .positionals = positionals,
     .options = test_options,
     .run = test},
};

}  // namespace

std::span<const Command> test_commands() {
    return rows;
}

}  // namespace wf::cli
