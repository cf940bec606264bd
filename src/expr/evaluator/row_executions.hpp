// execution(), executions(), task(), tasks() and global() over rows that a request brings along.
#pragma once
#include "expr/expression.hpp"

#include <unordered_map>
#include <vector>

namespace wf::expr {

class RowExecutions final : public Executions {
public:
    /// `rows`: {"workflow_executions": [...], "task_executions": [...]}; missing fields get their
    /// defaults. `data` tells the current execution and task.
    /// @errors invalid_argument, kind BadRequest.
    static Result<RowExecutions> from(const Value& rows, const Value& data);

    Result<Value> execution() override;
    Result<Value> executions(const ExecutionFilter& filter) override;
    Result<Value> task(const Value& name) override;
    Result<Value> tasks(const TaskFilter& filter) override;
    Result<Value> global(const Value& name) override;

private:
    using Rows = std::vector<const Value*>;
    using Index = std::unordered_map<Value, Rows>;

    Result<Value> current_execution() const;
    bool passes(const Value& task, const TaskFilter& filter) const;
    Value tasks_below(const TaskFilter& filter) const;

    Value executions_;  // lists of dicts that have every field
    Value tasks_;
    Index children_;  // executions by the task that started them
    Index tasks_by_execution_;
    Value data_;
};

}  // namespace wf::expr
