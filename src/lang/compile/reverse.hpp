// Linking of reverse workflows: requirements, and that they do not go round in circles.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"
#include "lang/statement/task.hpp"

#include <vector>

namespace wf::lang {

void link_reverse(
    const Place& workflow,
    const std::vector<TaskText>& texts,
    const TaskDefaults& defaults,
    Program& program,
    Checker& out
);

}  // namespace wf::lang
