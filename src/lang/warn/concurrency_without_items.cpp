#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_concurrency_without_items(const WorkflowView& view) {
    for_each_task(view, [&view](const Place& task, const TaskSpec& spec) {
        if (!spec.with_items.empty()) return;
        with_member(task, "concurrency", [&view](const Place& at) {
            if (!truthy(at.value())) return;
            view.out.warning(
                at,
                "'concurrency' does nothing in a task without 'with-items'",
                {.rule = "concurrency-without-items"}
            );
        });
    });
}

}  // namespace wf::lang
