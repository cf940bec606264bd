// All that a step may know besides the tree: time, randomness, definitions, foreign executions,
// options.
#pragma once
#include "base/error.hpp"
#include "expr/expression.hpp"
#include "lang/program.hpp"
#include "model/action.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::engine {

/// A workflow definition as found by name: the program and what the execution row copies.
struct WorkflowDefinition {
    ProgramPtr program;
    Id id;
    std::string name;
    std::string name_space;
};

/// Exactly one of the two is set.
struct ResolvedAction {
    const ActionSignature* builtin = nullptr;  ///< lives as long as the process
    AdhocActionPtr adhoc;
};

/// Definitions by name, from a cache in front of storage. Lookups may fail with not_found.
class Definitions {
public:
    virtual ~Definitions() = default;
    /// Exact namespace. @errors not_found
    virtual Result<WorkflowDefinition> find_workflow(
        std::string_view id_or_name, std::string_view name_space, std::string_view project
    ) = 0;
    /// Exact namespace; built-ins ignore it and win over ad-hoc actions. @errors not_found
    virtual Result<ResolvedAction> find_action(
        std::string_view name, std::string_view name_space, std::string_view project
    ) = 0;
    /// Variables of a stored environment, nothing if unknown.
    virtual Result<std::optional<Value>> find_environment(
        std::string_view name, std::string_view project
    ) = 0;
};

/// Committed executions of other trees, for executions() and tasks(id).
class ExecutionReader {
public:
    virtual ~ExecutionReader() = default;
    virtual Result<Value> executions(const expr::Executions::ExecutionFilter& filter) = 0;
    virtual Result<Value> tasks(const expr::Executions::TaskFilter& filter) = 0;
};

/// Is told of every transition that is judged: coverage of tests. It sees, and changes nothing.
class TransitionObserver {
public:
    virtual ~TransitionObserver() = default;
    /// `transition`: position in that clause of the task.
    virtual void judged(
        const Program& program, TaskNo task, Clause clause, std::size_t transition, bool taken
    ) = 0;
};

struct EngineOptions {
    std::int64_t field_size_limit_kb =
        1024;                        ///< of input, output, params, published; -1: unlimited
    bool merge_recursively = false;  ///< [engine] merge_strategy = merge
    bool context_versioning = true;
    std::size_t tree_bytes_max = 512U << 20U;  ///< values and nodes of one root execution in memory
    std::uint32_t slice_items = 2000;          ///< with-items: executions created by one step
    expr::Options expressions;
};

struct Env {
    Instant now;
    expr::RandomSource* random = nullptr;
    Definitions* definitions = nullptr;
    ExecutionReader* reader = nullptr;  ///< may be null: only this tree is visible
    const EngineOptions* options = nullptr;
    TransitionObserver* observer = nullptr;  ///< may be null
};

}  // namespace wf::engine
