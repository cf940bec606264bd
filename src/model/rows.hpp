// What is stored: one plain struct per table row. The engine's tree holds execution rows plus
// derived data; storage adapters bind these structs directly; the API reads them.
#pragma once
#include "base/id.hpp"
#include "base/time.hpp"
#include "model/state.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf {

inline constexpr std::string_view default_project = "<default-project>";

struct WorkflowExecutionRow {
    Id id;
    std::string alias;  ///< execution id chosen by the client (roots only), else empty; unique
    std::string workflow_name;
    std::string workflow_namespace;
    Id workflow_id;                   ///< row of the definition; may be gone
    std::string definition_checksum;  ///< pins the text it runs (DefinitionText)
    std::string workbook_name;        ///< of the definition, for name resolution
    std::string project_id;
    Value tags;  ///< list of text
    std::string description;
    State state = State::idle;
    std::optional<std::string> state_info;
    Value input;                ///< completed with defaults
    Value output;               ///< dict; null until completion (shown as {})
    Value params;               ///< always holds `env` (dict) and `namespace`
    Value context;              ///< vars and published globals
    Value backlog;              ///< commands held by a pause: list of dicts, null if none
    Id task_execution_id;       ///< parent task, nil for roots
    std::uint32_t index = 0;    ///< position in the parent's with-items
    std::uint32_t attempt = 0;  ///< of the parent task
    bool accepted = false;
    std::string task_name;  ///< reverse workflows: the target
    bool active =
        false;  ///< roots: the tree still has work to do or to wait for (see engine/recover.cpp)
    Instant created_at;
    std::optional<Instant> updated_at;

    bool is_root() const { return seq_of(id) == 0; }
};

enum class TaskType : std::uint8_t { action, workflow };

constexpr std::string_view name_of(TaskType t) {
    return t == TaskType::action ? "ACTION" : "WORKFLOW";
}

/// Why a DELAYED task waits, or what its due time will do.
enum class WakeReason : std::uint8_t { none, wait_before, wait_after, retry };

struct NextTask {
    std::string name;
    std::string event;  ///< "on-success" ...
    /// Number inside the tree of the join execution that this arrived at; 0: no join, or not there
    /// yet. A join keeps no list of its own while it waits (docs/adr/0014).
    std::uint32_t joined = 0;
    std::uint32_t order = 0;  ///< grows with the arrivals at that join execution
};

struct TaskExecutionRow {
    Id id;
    Id workflow_execution_id;
    std::string name;
    TaskType type = TaskType::action;
    State state = State::idle;
    std::optional<std::string> state_info;
    Value published;               ///< branch variables; null when nothing was published
    Value published_global;        ///< what it added to the globals; null if nothing
    std::vector<Id> triggered_by;  ///< tasks whose outbound contexts were merged at start; a
                                   ///< waiting join: the first
    std::vector<std::string> trigger_events;  ///< parallel to triggered_by
    std::uint32_t context_count =
        0;  ///< joins: how many of triggered_by its inbound context was merged from; 0: not started
    std::vector<NextTask> next_tasks;  ///< computed at completion, engine commands excluded
    bool error_handled = false;
    bool settled = false;    ///< published and judged by the policies; transitions come next
    bool processed = false;  ///< its completion was fully handled
    bool force_failed =
        false;  ///< an engine-side error ended it: no publish, no policies, no transitions
    bool waited_before = false;  ///< wait_before_policy.skip
    bool waited_after = false;   ///< wait_after_policy.skip
    bool paused_before = false;  ///< pause-before has held it once
    std::int32_t retry_no = -1;  ///< retries done; -1: no retry policy has acted yet
    std::int64_t items_count =
        -1;  ///< with-items: number of items; -1: not a with-items task or not evaluated
    std::int64_t concurrency = 0;  ///< evaluated policy; 0 = unlimited
    std::uint32_t attempt =
        0;  ///< grows with each retry and reset rerun; executions of older ones do not count
    bool rerun_failed_only =
        false;  ///< this run executes only the items without an accepted result
    WakeReason wake_reason = WakeReason::none;
    std::optional<Instant> wake_at;        ///< DELAYED: when to go on
    std::optional<Instant> timeout_at;     ///< when the timeout policy fires
    std::int64_t timeout_s = 0;            ///< evaluated timeout policy; 0 = none
    State state_after_wait = State::idle;  ///< wait-after: the state to complete with
    std::optional<std::string> info_after_wait;
    Instant created_at;
    std::optional<Instant> updated_at;
    std::optional<Instant> started_at;
    std::optional<Instant> finished_at;
    Value tags;

    // Filled by reads that join the workflow execution; never written.
    std::string workflow_name;
    std::string workflow_namespace;
    Id workflow_id;
    std::string project_id;
};

struct ActionExecutionRow {
    Id id;
    Id task_execution_id;      ///< nil for a stand-alone run
    Id workflow_execution_id;  ///< nil for a stand-alone run
    std::string name;
    State state = State::running;
    std::optional<std::string> state_info;
    bool accepted = false;
    bool is_sync = true;
    bool safe_rerun = false;
    bool started =
        false;  ///< asynchronous: an executor has confirmed that it ran; never dispatched again
    std::uint32_t index = 0;
    std::uint32_t attempt = 0;  ///< of its task
    Value input;
    bool has_result = false;
    Value result;  ///< shown as output {"result": …}
    std::string description;
    Value tags;
    std::optional<Instant> last_heartbeat;
    std::int64_t timeout_s = 0;  ///< time limit given to the executor; 0 = none
    std::string target;
    Instant created_at;
    std::optional<Instant> updated_at;

    // Stand-alone runs store these two; for others they are filled by joining reads, like the last
    // two.
    std::string project_id;
    std::string workflow_namespace;
    std::string workflow_name;
    std::string task_name;
};

/// Definition texts are stored once per content, so that executions stay pinned to what they
/// started with.
struct DefinitionText {
    std::string checksum;
    std::string text;
};

struct WorkflowDefinitionRow {
    Id id;
    std::string name;
    std::string name_space;
    std::string project_id;
    std::string scope = "private";
    std::string definition;  ///< text as shown to users
    std::string checksum;    ///< lower-case hex MD5 of `definition`
    std::string input;       ///< "a, b=\"5\""
    Value interface;         ///< {"input": […], "output": […]}
    Value tags;
    std::string workbook_name;
    bool is_system = false;
    Instant created_at;
    std::optional<Instant> updated_at;
};

struct ActionDefinitionRow {
    Id id;
    std::string name;
    std::string name_space;
    std::string project_id;
    std::string scope = "private";
    std::string definition;
    Value spec;  ///< the parsed ad-hoc action, with name and version
    std::string input;
    std::string description;
    Value tags;
    std::string workbook_name;
    bool is_system = false;
    Instant created_at;
    std::optional<Instant> updated_at;
};

struct WorkbookRow {
    Id id;
    std::string name;
    std::string name_space;
    std::string project_id;
    std::string scope = "private";
    std::string definition;
    Value tags;
    Instant created_at;
    std::optional<Instant> updated_at;
};

struct EnvironmentRow {
    Id id;
    std::string name;
    std::string project_id;
    std::string scope = "private";
    std::string description;
    Value variables;
    Instant created_at;
    std::optional<Instant> updated_at;
};

}  // namespace wf
