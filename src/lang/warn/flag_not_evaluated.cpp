#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_flag_not_evaluated(const WorkflowView& view) {
    const auto check = [&view](const Place& at) {
        if (!at.node().is_text()) return;
        view.out.warning(
            at,
            "this is not evaluated: any expression counts as true",
            {.hint = "write true or false", .rule = "flag-not-evaluated"}
        );
    };
    for_each_task_or_defaults(view, [&](const Place& task) {
        with_member(task, "keep-result", check);
        with_member(task, "safe-rerun", check);
    });
}

}  // namespace wf::lang
