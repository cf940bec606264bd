#include "lang/compile/lookup.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/graph.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_unreachable_task(const WorkflowView& view) {
    if (view.program.type == WorkflowType::reverse) return;
    const std::vector<bool> reached = reachable_tasks(view.program);
    for_each_task(view, [&](const Place& task, const TaskSpec& spec) {
        // Another rule says it better about a task that is named as a command.
        if (reached[spec.number] || command_of(spec.name) != EngineCommand::none) return;
        view.out.warning(
            task.node().key_mark,
            task.path(),
            "no way leads from a start task to '" + spec.name + "'",
            {.hint = "only tasks lead to it that cannot be reached themselves",
             .rule = "unreachable-task"}
        );
    });
}

}  // namespace wf::lang
