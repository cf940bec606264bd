// What one seed plays: workflows, their input, and what the outside world will answer.
#pragma once
#include "base/time.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wf::sim {

/// What happens to one execution of an action.
struct Outcome {
    enum class Kind : std::uint8_t { returns, fails, cancelled, hangs };

    Kind kind = Kind::returns;
    Value value;      ///< of returns and fails
    Millis after{0};  ///< how long the action takes
};

struct Scenario {
    std::uint64_t seed = 0;
    /// The result does not depend on the order in which things happen, so every schedule must end
    /// as the undisturbed run does. Without it only the invariants are checked.
    bool is_determined = false;
    /// Every action may be repeated, so a crash cannot change a result ("executor lost").
    bool is_safe = false;
    std::set<std::string> features;  ///< of the language, as used; for statistics and filters

    std::string workflows;  ///< text of a workflow list
    std::string actions;    ///< text of an action list, or empty
    std::string root;       ///< the workflow to start
    Value input;
    Value params;
    /// By the action's `url` parameter, or by the part of it before the question mark. The n-th
    /// execution with the same whole url gets the n-th outcome, the last one repeats.
    std::map<std::string, std::vector<Outcome>, std::less<>> script;

    const std::vector<Outcome>* find_script(std::string_view url) const {
        auto it = script.find(url);
        if (it == script.end()) it = script.find(url.substr(0, url.find('?')));
        return it == script.end() ? nullptr : &it->second;
    }
};

/// Valid workflows with a script; the same seed gives the same text on every machine.
Scenario generate(std::uint64_t seed);

/// The scenario as a YAML document that other players of workflows can read (docs/reliability.md).
std::string write_case(const Scenario& scenario);
/// `key: |` with the text indented below it: for people to read.
void append_block(std::string& out, std::string_view key, std::string_view text);

}  // namespace wf::sim
