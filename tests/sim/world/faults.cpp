#include "world/faults.hpp"

namespace wf::sim {
namespace {

/// How often at most, out of a thousand chances: a commit, a move, or a message.
constexpr std::array<unsigned, fault_names.size()> per_mille_max = {
    60,    // crash_before_commit
    60,    // crash_after_commit
    120,   // commit_refused
    60,    // commit_unknown
    40,    // read_refused
    15,    // storage_outage
    25,    // crash
    15,    // takeover
    40,    // executor_lost
    120,   // repeat_message
    300,   // delay_message
    300,   // stale_route
    25,    // clock_jump
    40,    // api_pause
    60,    // api_change
    30,    // api_run
    40,    // repeated_start
    1000,  // evict: per schedule
    40,    // executor_vanishes
    80,    // notify
    30,    // redefine
};

}  // namespace

FaultPlan FaultPlan::draw(Dice& dice) {
    FaultPlan plan;
    plan.is_on_ = true;
    for (std::size_t i = 0; i < per_mille_max.size(); ++i) {
        const bool on = dice.chance(40);
        const std::uint32_t weight = 1 + dice.below(per_mille_max[i]);
        if (on) plan.per_mille_[i] = weight;
    }
    return plan;
}

}  // namespace wf::sim
