#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_publish_not_applied(const WorkflowView& view) {
    if (view.program.type == WorkflowType::reverse) return;
    const auto check_clause = [&view](const Place& clause, Clause /*c*/) {
        with_member(clause, "publish", [&view](const Place& publish) {
            with_member(publish, "atomic", [&view](const Place& at) {
                view.out.warning(
                    at,
                    "'atomic' publishes nothing",
                    {.hint = "publish to 'branch' or 'global'", .rule = "publish-not-applied"}
                );
            });
        });
    };
    for_each_task(view, [&](const Place& task, const TaskSpec& /*spec*/) {
        for_each_clause(task, check_clause);
    });
}

}  // namespace wf::lang
