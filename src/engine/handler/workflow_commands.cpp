// Commands about workflow executions: start, pause, resume, stop, edit.
#include "engine/handler/handlers.hpp"
#include "engine/new_workflow.hpp"
#include "engine/tree_state.hpp"

namespace wf::engine {
namespace {

Error not_found(const Id& id) {
    return Error{
        ErrorCode::not_found, "WorkflowExecution not found [id=" + to_text(id) + "]", {}, {}};
}

/// Position of the execution, after a rejection if there is none.
WorkflowIx find_workflow(Step& step, const Id& id) {
    const NodeRef ref = step.tree.find(id);
    if (ref.kind == NodeKind::workflow) {
        step.answer_with(NodeKind::workflow, ref.index);
        return ref.index;
    }
    step.reject(not_found(id));
    return no_ix;
}

void reject_change(Step& step, const WorkflowExecutionRow& row, State to) {
    const std::string id = row.alias.empty() ? to_text(row.id) : row.alias;
    step.reject(Error{
        ErrorCode::invalid_transition,
        "Can't change workflow execution state from " + std::string{name_of(row.state)} + " to " +
            std::string{name_of(to)} + ". [workflow=" + row.workflow_name + ", execution_id=" + id +
            "]",
        {},
        {},
    });
}

}  // namespace

void handle(Step& step, const StartWorkflow& command, const Id& root) {
    const auto definition = step.env.definitions->find_workflow(
        command.workflow, command.workflow_namespace, command.project_id
    );
    if (!definition) return step.reject(definition.error());
    NewWorkflow what{
        .definition = &*definition,
        .id = root,
        .alias = command.execution_id,
        .input = command.input,
        .params = command.params,
        .description = command.description,
        .project_id = command.project_id,
        .name_space = command.workflow_namespace,
    };
    Result<WorkflowExecutionRow> row = make_workflow_row(step, what);
    if (!row) return step.reject(std::move(row).error());
    const WorkflowIx ix = step.new_workflow_ix();
    step.emit(WorkflowCreated{*std::move(row), definition->program, no_ix});
    step.answer_with(NodeKind::workflow, ix);
    step.then(BeginWorkflow{ix});
}

void handle(Step& step, const PauseWorkflow& command) {
    const WorkflowIx ix = find_workflow(step, command.workflow_execution_id);
    if (ix == no_ix) return;
    const WorkflowExecutionRow& row = step.workflow(ix).row;
    if (row.state == State::paused) return;
    if (!allowed(row.state, State::paused)) return reject_change(step, row, State::paused);
    pause_tree(step, ix, command.state_info);
}

void handle(Step& step, const ResumeWorkflow& command) {
    const WorkflowIx ix = find_workflow(step, command.workflow_execution_id);
    if (ix == no_ix) return;
    const State state = step.workflow(ix).row.state;
    if (reject_env(step, state, command.env)) return;
    if (state != State::paused && state != State::idle) return;
    merge_env(step, ix, command.env);
    resume_workflow(step, ix);
}

void handle(Step& step, const StopWorkflow& command) {
    const WorkflowIx ix = find_workflow(step, command.workflow_execution_id);
    if (ix == no_ix) return;
    const WorkflowExecutionRow& row = step.workflow(ix).row;
    switch (command.state) {
    case State::success:
        if (!allowed(row.state, State::success)) return reject_change(step, row, State::success);
        break;
    case State::error:
        if (row.state == State::paused) return;  // stays paused
        if (row.state == State::cancelled || row.state == State::success) return;
        break;
    default: break;
    }
    if (is_completed(row.state)) return;
    step.then_first(FinishWorkflow{ix, command.state, command.state_info});
}

void handle(Step& step, const UpdateWorkflow& command) {
    const WorkflowIx ix = find_workflow(step, command.workflow_execution_id);
    if (ix == no_ix || reject_env(step, step.workflow(ix).row.state, command.env)) return;
    if (command.description) step.emit(WorkflowEdited{ix, command.description, std::nullopt});
    merge_env(step, ix, command.env);
}

}  // namespace wf::engine
