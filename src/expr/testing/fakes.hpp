// Stand-ins for what an evaluation asks the engine for.
#pragma once
#include "expr/expression.hpp"

namespace wf::expr::testing {

/// Answers with the question, so that tests see what was asked.
class FakeExecutions final : public Executions {
public:
    Result<Value> execution() override {
        return Value::dict({{"id", "e1"}, {"name", "wf"}, {"input", Value::dict({{"x", 1}})}});
    }

    Result<Value> executions(const ExecutionFilter& filter) override {
        return Value::list({Value::dict(
            {{"id", filter.id},
             {"root", filter.root_execution_id},
             {"state", filter.state},
             {"from", filter.from_time},
             {"to", filter.to_time}}
        )});
    }

    Result<Value> task(const Value& name) override {
        if (name == Value("unknown")) return Value();
        if (name == Value("broken"))
            return fail(ErrorCode::not_found, "Task execution not found", "DBEntityNotFoundError");
        return Value::dict(
            {{"name", name}, {"state", "SUCCESS"}, {"result", Value::dict({{"ok", true}})}}
        );
    }

    Result<Value> tasks(const TaskFilter& filter) override {
        return Value::list({Value::dict(
            {{"id", filter.workflow_execution_id},
             {"state", filter.state},
             {"recursive", filter.recursive},
             {"flat", filter.flat}}
        )});
    }

    Result<Value> global(const Value& name) override { return Value::dict({{"global", name}}); }
};

class FixedRandom final : public RandomSource {
public:
    std::uint64_t next() override {
        return state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    }

private:
    std::uint64_t state_ = 42;
};

}  // namespace wf::expr::testing
