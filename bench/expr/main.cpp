// mistral-bench-expr: how many evaluations a second one core makes, as the engine makes them: a
// compiled template and a prepared scope. Counted in CPU time, so that what else runs on the
// machine matters little.
#include "expr/cases.hpp"
#include "expr/expression.hpp"
#include "report/table.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace bench {

namespace {

constexpr int repetitions = 7;
constexpr double seconds_per_repetition = 0.3;

void measure(benchmark::State& state, const Case& one) {
    const auto compiled = wf::expr::Template::compile(wf::Value{one.text});
    if (!compiled) return state.SkipWithError(compiled.error().message.c_str());
    wf::expr::Scope scope;
    scope.data = one.data();
    for (auto _ : state) {
        auto result = compiled->evaluate(scope);
        if (!result) return state.SkipWithError(result.error().message.c_str());
        benchmark::DoNotOptimize(result);
    }
}

/// Gathers what was measured into rows of the table.
class Collector final : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override { return true; }

    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            const Case& one = cases()[static_cast<std::size_t>(run.family_index)];
            if (rows_.empty() || rows_.back().what != one.title)
                rows_.push_back(
                    {.what = std::string{one.title},
                     .unit = "/s",
                     .goal = {report::Better::higher, one.goal},
                     .values = {},
                     .problem = run.error_message}
                );
            if (run.error_occurred || run.run_type != Run::RT_Iteration) continue;
            rows_.back().values.push_back(
                static_cast<double>(run.iterations) / run.cpu_accumulated_time
            );
        }
    }

    const std::vector<report::Row>& rows() const { return rows_; }

private:
    std::vector<report::Row> rows_;
};

std::string section(const std::vector<report::Row>& rows) {
    return fmt::format(
        "\n## Expressions\n\nEvaluations per second of CPU time on one core, {} runs each; the "
        "texts are in `bench/expr/`.\n\n{}",
        repetitions,
        report::table(rows)
    );
}

int run(const std::string& append_to) {
    for (const Case& one : cases())
        benchmark::RegisterBenchmark(std::string{one.name}.c_str(), measure, one)
            ->MinTime(seconds_per_repetition)
            ->Repetitions(repetitions);
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector);
    const std::string text = section(collector.rows());
    fmt::print("{}", text);
    if (!append_to.empty()) std::ofstream{append_to, std::ios::app} << text;
    return report::all_reached(collector.rows()) ? 0 : 1;
}

}  // namespace

}  // namespace bench

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    const std::vector<std::string> words{argv + 1, argv + argc};
    if (words.empty()) return bench::run({});
    if (words.size() == 2 && words[0] == "--append") return bench::run(words[1]);
    fmt::print(
        stderr,
        "usage: mistral-bench-expr [--append FILE] [--benchmark_filter=EXPRESSION]\n"
        "\n"
        "  --append FILE   writes the table to the end of a report as well\n"
    );
    return 2;
}
