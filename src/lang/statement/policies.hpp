// The policies of a task and of task-defaults.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

namespace wf::lang {

/// The policies written in this mapping; a value of 0 or false builds none.
PolicySpec read_policies(const Place& mapping, Checker& out);
/// Each policy from `own`, else from `defaults`: a task cannot switch a default off.
PolicySpec merged(const PolicySpec& own, const PolicySpec& defaults);

}  // namespace wf::lang
