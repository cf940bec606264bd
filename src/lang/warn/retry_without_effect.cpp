#include "lang/statement/retry.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_retry_without_effect(const WorkflowView& view) {
    for_each_task_or_defaults(view, [&view](const Place& task) {
        with_member(task, "retry", [&view](const Place& at) {
            const auto retry = read_retry(at, view.out);
            if (!retry || retry->count.source().is_string() || truthy(retry->count.source()))
                return;
            view.out.warning(
                at, "'retry' with count 0 never repeats", {.rule = "retry-without-effect"}
            );
        });
    });
}

}  // namespace wf::lang
