#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_default_stays(const WorkflowView& view) {
    const yaml::Node* defaults = view.at.node().find("task-defaults");
    if (defaults == nullptr) return;
    constexpr std::string_view policies[] = {
        "pause-before", "wait-before", "wait-after", "fail-on", "timeout", "concurrency"};
    for_each_task(view, [&](const Place& task, const TaskSpec& /*spec*/) {
        for (const std::string_view policy : policies) {
            const yaml::Node* below = defaults->find(policy);
            if (below == nullptr || !truthy(below->value)) continue;
            with_member(task, policy, [&](const Place& at) {
                if (truthy(at.value())) return;
                view.out.warning(
                    at,
                    "this does not switch '" + std::string{policy} +
                        "' off: that of task-defaults applies",
                    {.rule = "default-stays"}
                );
            });
        }
    });
}

}  // namespace wf::lang
