#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_join_zero(const WorkflowView& view) {
    if (view.program.type == WorkflowType::reverse) return;
    for_each_task(view, [&view](const Place& task, const TaskSpec& /*spec*/) {
        with_member(task, "join", [&view](const Place& at) {
            if (truthy(at.value())) return;
            view.out.warning(
                at,
                "0 is no join: the task starts anew for every task that leads to it",
                {.hint = "leave 'join' out, or write 'all', 'one' or a number", .rule = "join-zero"}
            );
        });
    });
}

}  // namespace wf::lang
