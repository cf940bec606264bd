// Bugs that can be planted between the core and the world, to prove that the simulation finds them.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wf::sim {

enum class Bug : std::uint8_t {
    none,
    lose_dispatch,       // an effect is dropped: the executor never hears of an action
    forget_row,          // a commit leaves out one of its updated rows
    skip_fence,          // a commit is not checked against the shard's epoch
    lie_about_commit,    // the disk says "done" and has written nothing
    torn_commit,         // a crash leaves half of a commit
    double_join,         // a join counts an arrival twice
    miscount_actions,    // a task's counter of running actions is one too low
    hide_duplicate,      // a request that may have been sent before does not say so
    answer_early,        // a command is answered although its commit failed
    change_final_state,  // a finished action gets another result
    lose_notice,         // a commit leaves out a message of its outbox
    no_leases,           // nobody notices that an executor is silent
};

inline constexpr std::array<std::string_view, 13> bug_names = {
    "none",
    "lose-dispatch",
    "forget-row",
    "skip-fence",
    "lie-about-commit",
    "torn-commit",
    "double-join",
    "miscount-actions",
    "hide-duplicate",
    "answer-early",
    "change-final-state",
    "lose-notice",
    "no-leases",
};

constexpr std::optional<Bug> parse_bug(std::string_view name) {
    for (std::size_t i = 0; i < bug_names.size(); ++i) {
        if (bug_names[i] == name) return static_cast<Bug>(i);
    }
    return std::nullopt;
}

}  // namespace wf::sim
