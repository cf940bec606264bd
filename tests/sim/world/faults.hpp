// Which faults a schedule has, and how often. Drawn per seed, some kinds off altogether: a run in
// which everything fails all the time never gets anywhere interesting.
#pragma once
#include "dice.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace wf::sim {

enum class Fault : std::uint8_t {
    crash_before_commit,  // the node dies, the commit is not there
    crash_after_commit,   // the node dies, the commit is there, nobody has been told
    commit_refused,       // the database answers with an error, the commit is not there
    commit_unknown,       // the database answers with an error, the commit is there
    read_refused,         // the database answers one read with an error
    storage_outage,       // every call fails for a while
    crash,                // a node dies between two turns
    takeover,             // another node claims the shards; the old one does not know
    executor_lost,        // an executor dies with what it runs; the broker sends it again
    repeat_message,       // a message arrives twice
    delay_message,        // a message takes its time
    stale_route,          // a message reaches a node that has lost the shards
    clock_jump,           // the clock is set, forwards or a little backwards
    api_pause,            // people: pause, resume
    api_change,           // people: stop, rerun, skip, complete an action, update
    api_run,              // people: a single action, waited for or not
    repeated_start,       // the same start request again
    evict,                // little memory: idle trees are dropped and loaded again
    executor_vanishes,    // an executor dies unseen, or does not get through: its lease runs out
    notify,               // somebody wants to hear of everything; the notifier dies now and then
    redefine,             // a workflow definition is replaced by another that says the same
};

inline constexpr std::array<std::string_view, 21> fault_names = {
    "crash-before-commit",
    "crash-after-commit",
    "commit-refused",
    "commit-unknown",
    "read-refused",
    "storage-outage",
    "crash",
    "takeover",
    "executor-lost",
    "repeat-message",
    "delay-message",
    "stale-route",
    "clock-jump",
    "api-pause",
    "api-change",
    "api-run",
    "repeated-start",
    "evict",
    "executor-vanishes",
    "notify",
    "redefine",
};

class FaultPlan {
public:
    FaultPlan() = default;  ///< no faults

    static FaultPlan draw(Dice& dice);

    /// Shall it happen now? Draws only for kinds that are on.
    bool strikes(Fault fault, Dice& dice) {
        const unsigned weight = per_mille_[static_cast<std::size_t>(fault)];
        return weight != 0 && is_on_ && dice.below(1000) < weight;
    }

    bool has(Fault fault) const { return per_mille_[static_cast<std::size_t>(fault)] != 0; }

    void turn_off(Fault fault) { per_mille_[static_cast<std::size_t>(fault)] = 0; }

    /// Faults end: now everything must finish.
    void heal() { is_on_ = false; }

    bool is_on() const { return is_on_; }

private:
    std::array<unsigned, fault_names.size()> per_mille_{};
    bool is_on_ = false;
};

}  // namespace wf::sim
