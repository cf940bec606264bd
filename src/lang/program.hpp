// What a definition is compiled to, and all that the engine knows of it: tasks numbered,
// transitions as lists, expressions compiled. Immutable and shared by every execution that runs it.
#pragma once
#include "expr/expression.hpp"
#include "value/value.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf {

using TaskNo = std::uint32_t;

enum class WorkflowType : std::uint8_t { direct, reverse };

/// A declared input of a workflow or an ad-hoc action. Defaults are literal, never evaluated.
struct InputParameter {
    std::string name;
    bool required = true;
    Value default_value;
};

/// `action:` or `workflow:` of a task, `base:` of an ad-hoc action.
struct CallSpec {
    std::string text;     ///< name as written
    expr::Template name;  ///< constant unless it holds an expression
    bool name_is_dynamic = false;
    /// `input` with inline parameters on top; when the input is one expression: that expression.
    expr::Template input;
    bool input_is_expression = false;
};

struct WithItem {
    std::string variable;
    expr::Template source;
};

enum class Clause : std::uint8_t { on_success, on_error, on_complete, on_skip };

constexpr std::string_view name_of(Clause c) {
    constexpr std::array<std::string_view, 4> names = {
        "on-success", "on-error", "on-complete", "on-skip"};
    return names[static_cast<std::size_t>(c)];
}

enum class EngineCommand : std::uint8_t { none, noop, fail, succeed, pause };

struct Transition {
    EngineCommand command = EngineCommand::none;
    TaskNo target = 0;  ///< when command is none
    std::optional<expr::Template> condition;
    expr::Template parameters;  ///< evaluated dict; commands use `msg`
    std::uint32_t line = 0;     ///< where it is written, in the text it was compiled from
};

/// Effective transitions of one clause: the task's own, else those of task-defaults minus itself.
struct ClauseSpec {
    std::vector<Transition> transitions;
};

/// What to publish when a task ends in a state, per scope, already merged over all clauses
/// (a full merge per scope). Null templates publish nothing.
struct PublishSpec {
    std::optional<expr::Template> branch;
    std::optional<expr::Template> global;
};

struct JoinSpec {
    enum class Kind : std::uint8_t { none, all, count };

    Kind kind = Kind::none;
    std::uint32_t count = 0;  ///< `one` is 1
};

struct RetrySpec {
    expr::Template count;
    expr::Template delay;
    std::optional<expr::Template> break_on;
    std::optional<expr::Template> continue_on;
};

/// Effective policies (task's, else task-defaults'). Absent: not set or a constant 0/false.
struct PolicySpec {
    std::optional<expr::Template> pause_before;
    std::optional<expr::Template> wait_before;
    std::optional<expr::Template> wait_after;
    std::optional<expr::Template> fail_on;
    std::optional<RetrySpec> retry;
    std::optional<expr::Template> timeout;
    std::optional<expr::Template> concurrency;
};

struct TaskSpec {
    std::string name;
    TaskNo number = 0;
    bool is_workflow = false;
    CallSpec call;  ///< std.noop when neither action nor workflow is given
    std::vector<WithItem> with_items;
    std::optional<expr::Template> target;
    bool keep_result = true;
    bool safe_rerun = false;
    JoinSpec join;
    PolicySpec policies;
    std::array<ClauseSpec, 4> clauses;  ///< by Clause
    PublishSpec publish_on_success, publish_on_error, publish_on_skip;
    bool has_on_error =
        false;  ///< any effective on-error clause: it is not listed as a cause of failure
    std::vector<TaskNo>
        inbound;  ///< direct: tasks with an effective edge to this one, definition order, unique
    bool may_loop = false;             ///< direct: lies on a loop, or between two
    std::vector<TaskNo> requirements;  ///< reverse: effective requirements
    Value tags;
    Value spec;  ///< the task's mapping with injected name, version, type

    const ClauseSpec& clause(Clause c) const { return clauses[static_cast<std::size_t>(c)]; }
};

/// One workflow, ready to run.
struct Program {
    std::string name;  ///< full name ("book.flow" for a workbook's)
    std::string workbook_name;
    WorkflowType type = WorkflowType::direct;
    std::string checksum;  ///< of the definition text it was compiled from
    std::vector<InputParameter> input;
    std::optional<expr::Template> vars;
    std::optional<expr::Template> output;
    std::optional<expr::Template> output_on_error;
    std::string output_on_error_text;  ///< as str() of the mapping, for the error message
    std::vector<TaskSpec> tasks;       ///< definition order
    std::unordered_map<std::string, TaskNo> task_numbers;
    std::vector<TaskNo> start_tasks;  ///< direct: no inbound edges
    bool has_joins = false;
    bool has_several_ends =
        false;  ///< more than one task may end a branch: contexts are merged at the end
    Value tags;
    std::string description;
    Value spec;  ///< parsed mapping with injected keys, as execution().spec shows it

    const TaskSpec* find(std::string_view task) const {
        const auto it = task_numbers.find(std::string{task});
        return it == task_numbers.end() ? nullptr : &tasks[it->second];
    }
};

using ProgramPtr = std::shared_ptr<const Program>;

/// An ad-hoc action, ready to run.
struct AdhocAction {
    std::string name;
    std::string workbook_name;
    std::vector<InputParameter> input;
    CallSpec base;                ///< base.input is `base-input` with inline parameters on top
    bool has_base_input = false;  ///< false: the base gets no input at all
    std::optional<expr::Template> output;  ///< absent: the base's data unchanged
    std::string definition_text;           ///< for messages
};

using AdhocActionPtr = std::shared_ptr<const AdhocAction>;

}  // namespace wf
