// What became true. Emitted by the engine's handlers, written into the tree by apply() only; the
// same events feed notifications, the live stream and metrics.
#pragma once
#include "model/tree.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace wf {

struct WorkflowCreated {
    WorkflowExecutionRow row;
    ProgramPtr program;
    TaskIx parent_task = no_ix;
};

struct WorkflowStateChanged {
    WorkflowIx workflow;
    State state;
    std::optional<std::string> info;
};

struct WorkflowFinished {
    WorkflowIx workflow;
    State state;
    std::optional<std::string> info;
    Value output;
};

struct GlobalsPublished {
    WorkflowIx workflow;
    Value globals;
};

struct WorkflowEdited {
    WorkflowIx workflow;
    std::optional<std::string> description;
    std::optional<Value> params;
};

struct BacklogChanged {
    WorkflowIx workflow;
    Value backlog;
};

struct TaskCreated {
    TaskExecutionRow row;
    WorkflowIx workflow;
    TaskNo number;
};

/// A change of state that is not a completion.
struct TaskStateChanged {
    TaskIx task;
    State state;
    std::optional<std::string> info;
};

struct TaskHeldBefore {  // pause-before
    TaskIx task;
    std::string info;
};

struct TaskTimeoutArmed {
    TaskIx task;
    Instant at;
    std::int64_t seconds;
};

struct TaskConcurrencySet {
    TaskIx task;
    std::int64_t concurrency;
};

struct TaskDelayed {
    TaskIx task;
    WakeReason reason;
    Instant until;
    std::string info;
    State shown = State::delayed;           ///< a join that retries shows WAITING
    State state_after = State::idle;        ///< wait-after: the state to complete with
    std::optional<std::string> info_after;  ///< kept by the applier with it
};

struct TaskContextFrozen {  // a join starts: what has arrived so far is its inbound context
    TaskIx task;
};

/// An inbound task arrives at a join execution; stored with the task that arrives.
struct TaskTriggered {
    TaskIx task;
    Arrival arrival;
};

struct ItemsPlanned {
    TaskIx task;
    std::int64_t count;
    std::vector<Value> sources;
};

/// A completed state was reached; publishing, policies and transitions follow.
struct TaskFinished {
    TaskIx task;
    State state;
    std::optional<std::string> info;
    bool forced = false;  ///< an engine-side error: nothing follows
};

struct TaskPublished {
    TaskIx task;
    Value branch;  ///< null: no branch scope
    Value global;  ///< null: nothing global
};

/// Policies have judged; the state is final unless a person reruns it.
struct TaskSettled {
    TaskIx task;
};

struct TaskProcessed {
    TaskIx task;
    std::vector<NextTask> next_tasks;
    bool error_handled = false;
};

/// A further attempt by the retry policy: results so far are void.
struct TaskRetried {
    TaskIx task;
    std::int32_t retry_no;
};

/// Starts over: by a person, or a failed join that is triggered after all. Results are void, or
/// with `failed_only` those of failed and cancelled items; policies count from the beginning.
struct TaskRerun {
    TaskIx task;
    bool failed_only = false;
};

/// A task waits for a child that runs again.
struct TaskReopened {
    TaskIx task;
};

struct TaskSkipped {
    TaskIx task;
};

struct ActionCreated {
    ActionExecutionRow row;
    TaskIx task = no_ix;
    std::vector<AdhocActionPtr> adhoc_chain;
    bool transient = false;
    std::uint64_t answer_token = 0;
};

struct ActionFinished {
    ActionIx action;
    State state;
    Value result;
};

struct ActionStateChanged {  // PAUSED, RUNNING
    ActionIx action;
    State state;
};

struct ActionWasStarted {
    ActionIx action;
};

struct ResultDropped {  // keep-result: false
    ActionIx action;
};

using EventBody = std::variant<
    WorkflowCreated,
    WorkflowStateChanged,
    WorkflowFinished,
    GlobalsPublished,
    WorkflowEdited,
    BacklogChanged,
    TaskCreated,
    TaskStateChanged,
    TaskHeldBefore,
    TaskTimeoutArmed,
    TaskConcurrencySet,
    TaskDelayed,
    TaskContextFrozen,
    TaskTriggered,
    ItemsPlanned,
    TaskFinished,
    TaskPublished,
    TaskSettled,
    TaskProcessed,
    TaskRetried,
    TaskRerun,
    TaskReopened,
    TaskSkipped,
    ActionCreated,
    ActionFinished,
    ActionStateChanged,
    ActionWasStarted,
    ResultDropped>;

struct Event {
    Instant at;
    EventBody what;
};

}  // namespace wf
