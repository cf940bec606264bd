// The first tasks of a workflow execution.
#include "engine/dispatch.hpp"
#include "engine/handler/handlers.hpp"

namespace wf::engine {

void handle(Step& step, const BeginWorkflow& f) {
    const WorkflowNode& node = step.workflow(f.workflow);
    if (node.row.state != State::running) return;
    if (node.program->type == WorkflowType::reverse) {
        start_ready_tasks(step, f.workflow);  // what runs already is not started again
    } else {
        if (!node.tasks.empty()) return;
        for (const TaskNo number : node.program->start_tasks)
            start_new_task(step, f.workflow, number, nullptr);
    }
    step.then(CheckWorkflow{f.workflow});
}

}  // namespace wf::engine
