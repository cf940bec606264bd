// What expressions see: the lookup order as overlays, and evaluation with it.
#pragma once
#include "engine/step.hpp"

#include <string_view>

namespace wf::engine {

/// `above` hides what it has in common with `below`; with merge_strategy = merge both are merged.
Value layered(const EngineOptions& options, const Value& below, const Value& above);

/// input < workflow context < __env, __execution. Memoised per workflow.
const Value& workflow_scope(const Step& step, WorkflowIx workflow);

enum class TaskView : std::uint8_t { inbound, outbound };

/// Evaluates templates for one task; builds the data only when something has to be evaluated.
class TaskScope {
public:
    TaskScope(const Step& step, TaskIx task, TaskView view = TaskView::inbound)
        : step_(step), task_(task), view_(view) {}

    /// With-items variables of one item: hidden by branch variables, hiding everything else.
    TaskScope(const Step& step, TaskIx task, Value item)
        : step_(step), task_(task), item_(std::move(item)) {}

    Result<Value> evaluate(const expr::Template& text) const;
    const Value& data() const;

private:
    const Step& step_;
    TaskIx task_;
    TaskView view_ = TaskView::inbound;
    Value item_;
    mutable Value data_;
};

/// Evaluates in the scope of a workflow without a task; `extra` hides what the workflow has.
Result<Value> evaluate_in_workflow(
    const Step& step, WorkflowIx workflow, const expr::Template& text, const Value& extra
);
/// Evaluates over exactly `data`.
Result<Value> evaluate_over(
    const Step& step, WorkflowIx workflow, const expr::Template& text, const Value& data
);

}  // namespace wf::engine
