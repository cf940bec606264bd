// A task of a workflow, and task-defaults.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"
#include "lang/statement/clause.hpp"

#include <string>
#include <vector>

namespace wf::lang {

/// What the tasks of one workflow inherit.
struct TaskDefaults {
    ClauseTexts clauses;
    PolicySpec policies;
    std::vector<Target> required;  ///< names in `requires`
    std::optional<bool> safe_rerun;
};

/// A task while its workflow is put together.
struct TaskText {
    TaskSpec spec;        ///< all but number, transitions, inbound and requirements
    ClauseTexts clauses;  ///< its own
    std::vector<Target> required;
};

void check_direct_task(const Place& at, Checker& out);
void check_reverse_task(const Place& at, Checker& out);
void check_task_defaults(const Place& at, Checker& out);

TaskDefaults read_task_defaults(const Place& at, Checker& out);
TaskText read_task(const Place& at, WorkflowType type, const TaskDefaults& defaults, Checker& out);

}  // namespace wf::lang
