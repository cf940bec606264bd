#include "lang/compile/lookup.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_task_named_as_command(const WorkflowView& view) {
    if (view.program.type == WorkflowType::reverse) return;
    for_each_task(view, [&view](const Place& task, const TaskSpec& spec) {
        if (command_of(spec.name) == EngineCommand::none) return;
        view.out.warning(
            task.node().key_mark,
            task.path(),
            "'" + spec.name + "' is an engine command: no transition leads to a task of this name",
            {.hint = "give the task another name", .rule = "task-named-as-command"}
        );
    });
}

}  // namespace wf::lang
