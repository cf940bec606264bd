// Linking of direct workflows: transitions, joins, start tasks.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"
#include "lang/statement/task.hpp"

#include <vector>

namespace wf::lang {

void link_direct(
    const Place& workflow,
    const std::vector<TaskText>& texts,
    const TaskDefaults& defaults,
    Program& program,
    Checker& out
);

}  // namespace wf::lang
