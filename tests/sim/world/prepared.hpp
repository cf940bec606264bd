// A scenario with its definitions read once: what every schedule of it shares.
#pragma once
#include "engine/rebuild.hpp"
#include "generate/scenario.hpp"
#include "ports/storage.hpp"

#include <memory>

namespace wf::sim {

struct Prepared {
    Scenario scenario;
    DefinitionChanges definitions;
    std::map<std::string, ProgramPtr, std::less<>> programs;  ///< by workflow name
    std::set<std::string> joins;                              ///< names of tasks
    std::string expected;  ///< the result of the undisturbed run (snapshot.hpp)
    /// An engine-side error ends the undisturbed run. What else has happened until then depends on
    /// the moment, so that there is nothing to compare with.
    bool is_cut_off = false;

    engine::ProgramSource source() const;
};

/// @errors those of the language: the generator has written something invalid.
Result<std::unique_ptr<Prepared>> prepare(Scenario scenario);

}  // namespace wf::sim
