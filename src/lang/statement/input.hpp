// `input:` of a workflow or an ad-hoc action: the declared parameters.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

#include <string>
#include <vector>

namespace wf::lang {

void check_input_list(const Place& at, Checker& out);
/// The same name twice: the later entry counts, at the first one's place.
std::vector<InputParameter> read_input_list(const yaml::Node* input);

/// `a, b="5"`: how workflows show their input; a default prints as Python's str().
std::string workflow_input_text(const yaml::Node* input);
/// `a, b=5`: how actions show theirs; a default prints as JSON.
std::string action_input_text(const yaml::Node* input);

}  // namespace wf::lang
