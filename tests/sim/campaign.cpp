#include "campaign.hpp"

#include "lang/yaml.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <thread>

namespace wf::sim {
namespace {

/// For the message of an abort: an assertion of the engine does not come back here.
thread_local std::uint64_t current_seed = 0;  // NOLINT: read by a signal handler

void name_the_seed(int) {
    char text[64];
    const int length = std::snprintf(
        text, sizeof text, "aborted in seed %llu\n", static_cast<unsigned long long>(current_seed)
    );
    (void)!::write(2, text, static_cast<std::size_t>(length));
    ::_exit(3);
}

/// The scenario of a seed with the result of its undisturbed run; a text says what is wrong.
std::unique_ptr<Prepared> prepare_seed(std::uint64_t seed, std::string& problem, bool& too_large) {
    auto prepared = prepare(generate(seed / schedules_per_scenario));
    if (!prepared) {
        problem = "the generated definition is invalid: " + prepared.error().message;
        return nullptr;
    }
    World undisturbed(**prepared, {.seed = seed, .with_faults = false});
    const Outcomes outcomes = undisturbed.run();
    too_large = outcomes.too_large;
    if (!outcomes.violation.empty()) problem = "without faults: " + outcomes.violation;
    (*prepared)->expected = outcomes.result;
    (*prepared)->is_cut_off = outcomes.cut_off;
    return *std::move(prepared);
}

class Campaign {
public:
    explicit Campaign(const CampaignOptions& options)
        : options_(options), next_(options.first_seed), begin_(std::chrono::steady_clock::now()) {}

    CampaignTotals run() {
        std::signal(SIGABRT, name_the_seed);
        std::vector<std::thread> threads;
        for (unsigned i = 1; i < options_.threads; ++i) threads.emplace_back([this] { work(); });
        work();
        for (std::thread& thread : threads) thread.join();
        totals_.took = elapsed();
        return totals_;
    }

private:
    std::chrono::milliseconds elapsed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - begin_
        );
    }

    bool is_over() {
        const std::lock_guard lock(mutex_);
        return elapsed() >= options_.time_max || totals_.failures >= options_.failures_max;
    }

    void work() {
        const std::uint64_t end = options_.first_seed + options_.count;
        while (!is_over()) {
            const std::uint64_t from = next_.fetch_add(schedules_per_scenario);
            if (from >= end) return;
            run_scenario(from, std::min(from + schedules_per_scenario, end));
        }
    }

    void run_scenario(std::uint64_t from, std::uint64_t to) {
        current_seed = from;
        std::string problem;
        bool too_large = false;
        std::unique_ptr<Prepared> prepared;
        std::uint64_t of = 0;
        for (std::uint64_t seed = from; seed < to; ++seed) {
            if (!prepared || of != seed / schedules_per_scenario) {
                of = seed / schedules_per_scenario;
                prepared = prepare_seed(seed, problem, too_large);
            }
            if (!problem.empty()) return count(seed, {.violation = problem});
            if (too_large) {
                count(seed, {.violation = {}, .too_large = true});
                continue;
            }
            current_seed = seed;
            World world(*prepared, {.seed = seed, .bug = options_.bug});
            count(seed, world.run());
        }
    }

    void count(std::uint64_t seed, const Outcomes& outcomes) {
        const std::lock_guard lock(mutex_);
        ++totals_.schedules;
        totals_.moves += outcomes.moves;
        totals_.commits += outcomes.commits;
        totals_.crashes += outcomes.crashes;
        totals_.compared += outcomes.compared ? 1 : 0;
        totals_.too_large += outcomes.too_large ? 1 : 0;
        if (outcomes.violation.empty()) return;
        if (totals_.failures++ == 0) {
            totals_.first_failure = seed;
            totals_.first_text = outcomes.violation;
        }
        if (options_.bug != Bug::none) return;
        std::printf(
            "seed %llu (scenario %llu): %s\n",
            static_cast<unsigned long long>(seed),
            static_cast<unsigned long long>(seed / schedules_per_scenario),
            outcomes.violation.c_str()
        );
        std::fflush(stdout);
    }

    const CampaignOptions options_;
    std::atomic<std::uint64_t> next_;
    const std::chrono::steady_clock::time_point begin_;
    std::mutex mutex_;
    CampaignTotals totals_;
};

}  // namespace

CampaignTotals run_campaign(const CampaignOptions& options) {
    return Campaign(options).run();
}

std::string replay(std::uint64_t seed, Bug bug) {
    std::signal(SIGABRT, name_the_seed);
    current_seed = seed;
    std::string problem;
    bool too_large = false;
    const auto prepared = prepare_seed(seed, problem, too_large);
    if (prepared) std::printf("%s\n", write_case(prepared->scenario).c_str());
    if (!problem.empty()) {
        // Once more, to see how.
        if (prepared) World(*prepared, {.seed = seed, .with_faults = false, .verbose = true}).run();
        return problem;
    }
    World world(*prepared, {.seed = seed, .verbose = true, .bug = bug});
    return world.run().violation;
}

std::optional<std::string> played_case(std::uint64_t scenario) {
    std::string problem;
    bool too_large = false;
    const auto prepared = prepare_seed(scenario * schedules_per_scenario, problem, too_large);
    if (!prepared || too_large) return std::nullopt;
    std::string out = write_case(prepared->scenario);
    if (!problem.empty()) out += "problem: " + lang::write_yaml(problem);
    append_block(out, "played", prepared->expected);
    return out;
}

}  // namespace wf::sim
