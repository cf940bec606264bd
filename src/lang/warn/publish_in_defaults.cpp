#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_publish_in_defaults(const WorkflowView& view) {
    with_member(view.at, "task-defaults", [&view](const Place& defaults) {
        for_each_clause(defaults, [&view](const Place& clause, Clause /*c*/) {
            with_member(clause, "publish", [&view](const Place& at) {
                view.out.warning(
                    at, "'publish' in task-defaults is ignored", {.rule = "publish-in-defaults"}
                );
            });
        });
    });
}

}  // namespace wf::lang
