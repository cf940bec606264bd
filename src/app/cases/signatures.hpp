// The actions that exist in the world of a case.
#pragma once
#include "app/cases/case.hpp"

#include <vector>

namespace wf::cases {

/// The standard actions. With mocks none of them runs inside of the engine, so that each can be
/// mocked, and every mocked action, by its own name or by its task's, exists and takes any
/// parameters.
std::vector<ActionSignature> signatures_for(const WorkflowCase& test);

}  // namespace wf::cases
