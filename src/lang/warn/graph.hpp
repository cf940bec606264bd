// Which tasks of a direct workflow can be reached at all.
#pragma once
#include "lang/program.hpp"

#include <vector>

namespace wf::lang {

/// By task number: whether some way leads there from a start task, conditions disregarded.
std::vector<bool> reachable_tasks(const Program& program);

}  // namespace wf::lang
