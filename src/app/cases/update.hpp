// Rewriting what a case expects to what it has got: `--update`. The diff is then reviewed like
// code.
#pragma once
#include "app/cases/run.hpp"

#include <string>

namespace wf::cases {

struct Updated {
    std::string text;       ///< of the file
    std::size_t count = 0;  ///< expectations that were rewritten
};

/// Each expectation that does not hold gets the actual value, in flow style at its old place; a
/// case without `expect` gets one. Everything else of `text`, comments included, stays.
Updated update_expectations(
    const std::string& text, const WorkflowCase& test, const CaseResult& result
);

}  // namespace wf::cases
