// One root execution with everything below it, in memory: stored rows plus what is derived from
// them. Data only. The engine's apply() is the only writer; whatever is not a row can be rebuilt
// from the rows.
#pragma once
#include "lang/program.hpp"
#include "model/action.hpp"
#include "model/rows.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace wf {

// Positions in the tree's deques; stable for the life of the tree in memory.
using WorkflowIx = std::uint32_t;
using TaskIx = std::uint32_t;
using ActionIx = std::uint32_t;
inline constexpr std::uint32_t no_ix = 0xffffffffU;

/// What the next commit has to write for a row.
enum class Dirt : std::uint8_t { clean, inserted, updated };

/// Variables of a branch, and how often each leaf was published on the way here. Versions are kept
/// only for programs that merge branches; null otherwise.
struct Context {
    Value data;
    Value versions;
};

/// Arrival of inbound edges at a join, for the latest execution of each inbound task.
enum class Edge : std::uint8_t { open, triggered, dead };

struct JoinState {
    std::vector<Edge> edges;  ///< parallel to TaskSpec::inbound
    std::uint32_t triggered = 0;
    std::uint32_t dead = 0;
    std::uint32_t unborn = 0;  ///< inbound tasks without any execution: routes to them may die
};

/// An inbound task that has triggered a join execution.
struct Arrival {
    TaskIx from = no_ix;
    std::uint32_t slot = 0;  ///< position among its next_tasks
};

/// Reverse workflows: who becomes ready by whom. Derived from the program and the target.
struct ReversePlan {
    std::vector<TaskNo> closure;                   ///< the target and what it requires, sorted
    std::vector<std::vector<TaskNo>> dependents;   ///< by TaskNo, inside of the closure
    std::vector<std::uint32_t> first_unsatisfied;  ///< by TaskNo: position in its requirements
};

struct WorkflowNode {
    WorkflowExecutionRow row;
    ProgramPtr program;
    TaskIx parent_task = no_ix;
    Dirt dirt = Dirt::clean;

    std::vector<TaskIx> tasks;   ///< in creation order
    std::vector<TaskIx> latest;  ///< by TaskNo: newest execution of the task, or no_ix
    std::unordered_map<TaskNo, JoinState> joins;
    // Only these are walked through while the workflow runs; what is finished costs nothing any
    // more.
    std::set<TaskIx> open_tasks;     ///< incomplete, or their completion is not processed
    std::set<TaskIx> waiting_joins;  ///< WAITING to be triggered
    std::vector<std::uint32_t>
        open_by_number;  ///< by TaskNo: how many of open_tasks, waiting joins left out
    std::uint32_t cancelled = 0;
    std::uint32_t unhandled_errors = 0;
    std::uint32_t paused_tasks = 0;
    mutable Value scope_base;  ///< memoised: input, context and __env overlaid; null: build it
    mutable std::shared_ptr<ReversePlan> reverse_plan;  ///< memoised; null: build it
};

struct TaskNode {
    TaskExecutionRow row;
    WorkflowIx workflow = 0;
    TaskNo number = 0;
    Dirt dirt = Dirt::clean;

    std::vector<ActionIx> actions;     ///< all attempts, in creation order
    std::vector<WorkflowIx> children;  ///< sub-workflows, all attempts
    // Of the current attempt (accepted or unfinished executions only):
    std::uint32_t in_flight = 0;
    std::uint32_t succeeded = 0;
    std::uint32_t failed = 0;
    std::uint32_t cancelled = 0;
    std::uint32_t paused = 0;
    std::int64_t next_index = 0;           ///< with-items: next item to schedule
    std::vector<std::uint32_t> item_gaps;  ///< rerun of failed items: the indexes to run, ascending
    std::vector<Value>
        items;  ///< evaluated sources, parallel to TaskSpec::with_items; empty: evaluate again

    // Joins: who has arrived at this execution, in the order of arrival.
    std::vector<Arrival> arrivals;
    mutable std::vector<bool>
        arrived;  ///< memoised: by position in TaskSpec::inbound; empty: build it

    mutable std::optional<Value> result_memo;  ///< memoised (engine/result.hpp)

    // Memoised (engine/context.hpp): what the task saw when it started, and what it hands on.
    mutable bool resolving = false;  ///< the walk through its predecessors has begun
    mutable bool inbound_known = false;
    mutable bool outbound_known = false;
    mutable Context inbound;
    mutable Context outbound;
};

struct ActionNode {
    ActionExecutionRow row;
    TaskIx task = no_ix;  ///< no_ix: stand-alone
    Dirt dirt = Dirt::clean;
    bool transient = false;          ///< never stored: a stand-alone run without save_result
    std::uint64_t answer_token = 0;  ///< somebody waits for its end; 0: nobody
    std::vector<AdhocActionPtr>
        adhoc_chain;  ///< outermost first; empty when not resolved or built-in
    bool chain_known = false;
};

enum class NodeKind : std::uint8_t { none, workflow, task, action };

struct NodeRef {
    NodeKind kind = NodeKind::none;
    std::uint32_t index = 0;
};

struct Tree {
    Id root;
    std::deque<WorkflowNode> workflows;
    std::deque<TaskNode> tasks;
    std::deque<ActionNode> actions;
    std::vector<NodeRef> by_seq;          ///< number inside the tree -> node
    std::size_t value_bytes = 0;          ///< rough size of the values that the tree keeps alive
    std::set<WorkflowIx> open_workflows;  ///< not completed
    std::uint32_t actions_in_flight = 0;
    std::uint32_t waiting_tasks = 0;  ///< incomplete tasks, of completed workflows as well

    // Rows that the next commit writes.
    std::vector<WorkflowIx> dirty_workflows;
    std::vector<TaskIx> dirty_tasks;
    std::vector<ActionIx> dirty_actions;

    std::uint32_t next_seq() const { return static_cast<std::uint32_t>(by_seq.size()); }

    NodeRef find(const Id& id) const {
        const std::uint32_t seq = seq_of(id);
        return seq < by_seq.size() ? by_seq[seq] : NodeRef{};
    }

    /// Still has work to do or something to wait for.
    bool is_active() const {
        return !open_workflows.empty() || actions_in_flight + waiting_tasks > 0;
    }
};

}  // namespace wf
