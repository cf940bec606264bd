#include "app/cases/run.hpp"

#include "app/cases/world.hpp"

#include <fmt/format.h>

namespace wf::cases {
namespace {

/// The end is judged only if every step was carried out: what comes after a refusal says nothing.
Problems play(World& world, const WorkflowCase& test) {
    Problems problems = world.define();
    if (!problems.empty()) return problems;
    for (const MarkedYaml& step : test.play) {
        Problems found = world.perform(step);
        const bool is_refused = !found.empty() && step.find("expect") == nullptr;
        problems.insert(problems.end(), found.begin(), found.end());
        if (is_refused) return problems;
    }
    Problems found = world.check(test.expect);
    problems.insert(problems.end(), found.begin(), found.end());
    return problems;
}

}  // namespace

CaseResult run_case(const WorkflowCase& test, engine::TransitionObserver* observer) {
    CaseResult result;
    result.path = test.path;
    result.about = test.about;
    World first{test, Reload::never, observer};
    result.problems = play(first, test);
    result.summary = first.summary();
    for (const Mock* mock : first.unused_mocks()) {
        result.hints.push_back(
            problem_at(mock->at, fmt::format("nothing has called the mock '{}'", mock->name))
        );
    }
    if (result.problems.empty()) {
        World second{test, Reload::always, nullptr};
        result.problems = play(second, test);
        if (!result.problems.empty()) result.play_name = "rebuilt from storage after every change";
    }
    if (!result.problems.empty()) result.verdict = Verdict::failed;
    return result;
}

CaseResult unusable_case(const std::string& path, Problems problems) {
    CaseResult result;
    result.path = path;
    result.verdict = Verdict::unusable;
    result.problems = std::move(problems);
    return result;
}

std::string report_of(const CaseResult& result) {
    std::string text;
    if (!result.play_name.empty()) text += fmt::format("({})\n", result.play_name);
    for (const Problem& problem : result.problems) text += to_report(problem, result.path);
    return text;
}

}  // namespace wf::cases
