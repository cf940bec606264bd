// Results as JUnit XML, which build servers read.
#pragma once
#include "app/cases/run.hpp"

#include <chrono>
#include <span>
#include <string>

namespace wf::cases {

struct TimedResult {
    CaseResult result;
    std::chrono::microseconds duration{0};
};

std::string to_junit(std::span<const TimedResult> results);

}  // namespace wf::cases
