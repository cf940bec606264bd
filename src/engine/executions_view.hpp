// What task(), tasks(), execution(), executions() and global() see from inside a workflow
// execution.
#pragma once
#include "engine/step.hpp"

namespace wf::engine {

class ExecutionsView final : public expr::Executions {
public:
    /// `task` may be no_ix (vars, output). Views the tree as it is while the step runs.
    ExecutionsView(const Step& step, WorkflowIx workflow, TaskIx task)
        : step_(step), workflow_(workflow), task_(task) {}

    Result<Value> execution() override;
    Result<Value> executions(const ExecutionFilter& filter) override;
    Result<Value> task(const Value& name) override;
    Result<Value> tasks(const TaskFilter& filter) override;
    Result<Value> global(const Value& name) override;

private:
    Value describe(TaskIx ix) const;
    void collect(WorkflowIx workflow, const TaskFilter& filter, ListBuilder& out) const;
    bool is_shown(const TaskNode& task, const TaskFilter& filter) const;

    const Step& step_;
    WorkflowIx workflow_;
    TaskIx task_;
};

}  // namespace wf::engine
