// Compiled expressions: the only door of expr/ for lang/ and engine/.
// A Template is any YAML value in which texts may hold inline YAQL (<% %>) or Jinja2 ({{ }}, {%
// %}).
#pragma once
#include "base/error.hpp"
#include "base/time.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wf::expr {

enum class Language : std::uint8_t { yaql, jinja };

/// Bounds of one evaluation; exceeding one is an error (limit_exceeded) of the task, never an
/// outage.
struct Limits {
    std::int64_t steps_max = 20'000'000;   ///< nodes evaluated and items walked
    std::size_t memory_max = 512U << 20U;  ///< bytes built, roughly
    std::uint32_t depth_max = 250;         ///< nesting of calls
    Millis time_max{10'000};
};

/// Options that Mistral's [yaql] and [expressions] sections set.
struct Options {
    std::int64_t limit_iterators = -1;
    std::int64_t memory_quota = -1;
    bool convert_input_data = true;
    bool convert_output_data = true;
    bool convert_tuples_to_lists = true;
    bool convert_sets_to_lists = false;
    bool iterable_dicts = false;
    bool yaql_allowed = true;
    bool jinja_allowed = true;
    Limits limits;
};

/// What task(), tasks(), execution(), executions() read. Implemented by the engine over its tree
/// and, for foreign executions, over storage. Every answer is a plain value (dict, list or null).
class Executions {
public:
    virtual ~Executions() = default;
    /// The current workflow execution as a dict; error kind "DBEntityNotFoundError" if there is
    /// none.
    virtual Result<Value> execution() = 0;

    struct ExecutionFilter {
        Value id, root_execution_id, state, from_time, to_time;  ///< null: any
    };

    virtual Result<Value> executions(const ExecutionFilter& filter) = 0;
    /// Null name: the current task. Null value if unknown.
    virtual Result<Value> task(const Value& name) = 0;

    struct TaskFilter {
        Value workflow_execution_id, state;  ///< null: any
        bool recursive = false, flat = false;
    };

    virtual Result<Value> tasks(const TaskFilter& filter) = 0;
    /// Published global variable of the current execution, null if missing.
    virtual Result<Value> global(const Value& name) = 0;
};

/// Where randomness comes from: random(), uuid(), Jinja's random filter. Given in, so that runs
/// replay.
class RandomSource {
public:
    virtual ~RandomSource() = default;
    virtual std::uint64_t next() = 0;
};

/// Everything an expression may see. Cheap to build: it holds references and handles only.
struct Scope {
    Value data;  ///< `$` in YAQL, `_` in Jinja2; __env, __execution, __task_execution are taken
                 ///< from it
    Executions* executions = nullptr;  ///< null: the functions fail with "no execution here"
    RandomSource* random = nullptr;    ///< null: random() and uuid() fail
    Instant now;                       ///< what now() says
    const Options* options = nullptr;  ///< null: the defaults
    /// As the original, templates are left as they are when `data` is falsy; set where falsy data
    /// is data like any other.
    bool evaluates_over_nothing = false;
};

class Node;  // compiled form, private to expr/

/// A compiled value. Copy is a pointer. Default-constructed: the constant null.
class Template {
public:
    Template() = default;

    /// Compiles `source`: every text in it (values only, never keys) is looked at for expressions.
    /// @errors grammar_invalid with kind YaqlGrammar/JinjaGrammar/ExpressionGrammar and the message
    /// texts of
    ///         the original ("Syntax error '…'." and alike).
    static Result<Template> compile(const Value& source);
    /// As compile, but a syntax error becomes part of the template and fails when it is evaluated:
    /// for texts that the original does not check when a definition is created.
    static Template compile_lenient(const Value& source);
    /// A value that is never evaluated.
    static Template constant(Value value);
    /// One level up: a dict whose values are templates (later keys win); used to merge clauses and
    /// inline parameters. Null templates are dropped.
    static Template dict(const std::vector<std::pair<std::string, Template>>& members);

    /// Evaluates; constants come back as they are, shared. Results are plain JSON (to_plain_json).
    /// @errors evaluation_failed with kind YaqlEvaluation/JinjaEvaluation and the wrapped message
    ///         "Can not evaluate YAQL expression [expression=…, error=…]", or limit_exceeded.
    Result<Value> evaluate(const Scope& scope) const;

    bool is_constant() const;

    /// The uncompiled source.
    const Value& source() const { return source_; }

private:
    Value source_;
    std::shared_ptr<const Node> node_;  // null: constant
};

/// True if the text holds an expression of either language.
bool has_expression(std::string_view text);
/// Checks one text the way definitions are checked (grammar only). @errors as Template::compile.
Result<void> validate_text(std::string_view text, const Options& options = {});

}  // namespace wf::expr
