// What something unfinished waits for, without words: positions in the tree and times. The one
// derivation behind both `find_stuck` (liveness.cpp: stuck is what has no cause) and `explain`
// (why.hpp: the causes in words), so that the two cannot disagree.
#pragma once
#include "model/tree.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace wf::engine {

/// Names, meanings and texts are rows of the table in describe.cpp.
enum class CauseKind : std::uint8_t {
    // Something unfinished waits for:
    wait_before,
    wait_after,
    retry,
    timeout,
    action,
    async_action,
    paused_action,
    sub_workflow,
    items,
    join,
    pause_before,
    pause_command,
    pause_request,
    held,    ///< a task has ended, what follows waits for the resume
    queued,  ///< nothing: the engine has not come to it yet
    stuck,   ///< nothing: a defect
    // Something was ended by:
    task_failed,
    task_cancelled,
    action_failed,
    action_cancelled,
    workflow_failed,
    workflow_cancelled,
    fail_command,
    succeed_command,
    output,
    request,
};

struct Cause {
    CauseKind kind;
    NodeRef on;           ///< what is waited for, or what brought the end
    TaskIx task = no_ix;  ///< the task that waits or has ended; no_ix: the workflow itself
    std::optional<Instant> since = std::nullopt;
    std::optional<Instant> due = std::nullopt;
};

/// As many causes as an answer shows, and how many there are besides.
struct Causes {
    std::vector<Cause> shown;
    std::size_t more = 0;

    static constexpr std::size_t shown_max = 20;

    void add(const Cause& cause) {
        if (shown.size() < shown_max) {
            shown.push_back(cause);
        } else {
            ++more;
        }
    }

    bool empty() const { return shown.empty(); }
};

/// The task is incomplete, or its completion has not been handed on.
bool is_unfinished(const TaskNode& task);

/// What an unfinished task waits for; nothing if it is stuck (or the engine has not come to it).
Causes causes_of(const Tree& tree, TaskIx task);

/// Action and sub-workflow executions that a task of the current attempt waits for.
Causes executions_of(const Tree& tree, TaskIx task);

/// Who or what has paused this workflow: of its own, else of the tree, as a pause spreads. At least
/// one.
Causes pauses_of(const Tree& tree, WorkflowIx workflow);

}  // namespace wf::engine
