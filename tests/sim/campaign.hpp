// Many schedules, on all processors.
#pragma once
#include "world/world.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace wf::sim {

/// Ten schedules share a scenario, since generating and reading one costs as much as playing it.
inline constexpr std::uint64_t schedules_per_scenario = 10;

struct CampaignOptions {
    std::uint64_t first_seed = 1;
    std::uint64_t count = 1000;                     ///< schedules
    std::chrono::milliseconds time_max{1LL << 40};  ///< no further scenario after it
    unsigned threads = 1;
    unsigned failures_max = 20;  ///< printed, then the campaign ends
    Bug bug = Bug::none;
};

struct CampaignTotals {
    std::uint64_t schedules = 0;
    std::uint64_t compared = 0;  ///< with the undisturbed run
    std::uint64_t too_large = 0;
    std::uint64_t moves = 0;
    std::uint64_t commits = 0;
    std::uint64_t crashes = 0;
    std::uint64_t failures = 0;
    std::uint64_t first_failure = 0;  ///< seed
    std::string first_text;
    std::chrono::milliseconds took{0};
};

CampaignTotals run_campaign(const CampaignOptions& options);

/// One schedule with a log of its moves; the violation, empty if there is none.
std::string replay(std::uint64_t seed, Bug bug);

/// A scenario with the result of its undisturbed run, as a YAML document: for the reference model
/// (tests/model). Nothing if the run did not come to an end.
std::optional<std::string> played_case(std::uint64_t scenario);

}  // namespace wf::sim
