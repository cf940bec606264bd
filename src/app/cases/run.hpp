// Playing a case: twice, the second time with the state thrown away and rebuilt from storage after
// every change of a row. Both must come to the same, expected end.
#pragma once
#include "app/cases/case.hpp"
#include "engine/env.hpp"

#include <cstdint>
#include <string>

namespace wf::cases {

enum class Verdict : std::uint8_t {
    passed,
    failed,    // an expectation does not hold, a step or a definition was refused
    unusable,  // the case file itself is wrong
};

struct CaseResult {
    std::string path;
    std::string about;  ///< empty when the file could not be read that far
    Verdict verdict = Verdict::passed;
    Problems problems;
    Problems hints;         ///< worth a look, but no failure: mocks that nothing has called
    std::string play_name;  ///< the play that failed, when it was not the first: "rebuilt …"
    Value summary;          ///< of the end: states and outputs
};

/// `observer` sees the first play only; it may be null.
CaseResult run_case(const WorkflowCase& test, engine::TransitionObserver* observer);

/// For a file that is no case.
CaseResult unusable_case(const std::string& path, Problems problems);

/// Every problem with its place.
std::string report_of(const CaseResult& result);

}  // namespace wf::cases
