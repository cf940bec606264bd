// Names of tasks become numbers: transitions, inbound sets, start tasks, requirements; and the
// checks that need the whole graph.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"
#include "lang/statement/task.hpp"

#include <vector>

namespace wf::lang {

/// Moves `texts` into `program.tasks` and links them. `workflow` is the body, for messages.
void link_tasks(
    const Place& workflow,
    std::vector<TaskText> texts,
    const TaskDefaults& defaults,
    Program& program,
    Checker& out
);

}  // namespace wf::lang
