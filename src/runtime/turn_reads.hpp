// What the engine reads during a turn, besides its tree. If the database fails a read, the engine
// can only conclude "there is no such thing", and what it then decides must not be stored: the turn
// is void, like one whose commit has failed.
#pragma once
#include "engine/env.hpp"

#include <optional>
#include <utility>

namespace wf {

class TurnReads final : public engine::Definitions, public engine::ExecutionReader {
public:
    TurnReads(engine::Definitions& definitions, engine::ExecutionReader& executions)
        : definitions_(definitions), executions_(executions) {}

    /// The first read that the database has failed since the last call.
    std::optional<Error> take_failure() { return std::exchange(failure_, std::nullopt); }

    Result<engine::WorkflowDefinition> find_workflow(
        std::string_view id_or_name, std::string_view name_space, std::string_view project
    ) override {
        return noted(definitions_.find_workflow(id_or_name, name_space, project));
    }

    Result<engine::ResolvedAction> find_action(
        std::string_view name, std::string_view name_space, std::string_view project
    ) override {
        return noted(definitions_.find_action(name, name_space, project));
    }

    Result<std::optional<Value>> find_environment(std::string_view name, std::string_view project)
        override {
        return noted(definitions_.find_environment(name, project));
    }

    Result<Value> executions(const expr::Executions::ExecutionFilter& filter) override {
        return noted(executions_.executions(filter));
    }

    Result<Value> tasks(const expr::Executions::TaskFilter& filter) override {
        return noted(executions_.tasks(filter));
    }

private:
    template <class T>
    Result<T> noted(Result<T> result) {
        if (!result && info_of(result.error().code).retryable && !failure_)
            failure_ = result.error();
        return result;
    }

    engine::Definitions& definitions_;
    engine::ExecutionReader& executions_;
    std::optional<Error> failure_;
};

}  // namespace wf
