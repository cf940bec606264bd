#include "lang/check/shapes.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

// Of all commands that pass their conditions, the engine runs those up to the first `fail` or
// `succeed`.
void warn_after_end(const WorkflowView& view) {
    if (view.program.type == WorkflowType::reverse) return;
    const auto check_clause = [&view](const Place& clause, Clause /*c*/) {
        std::string end;
        for_each_target(clause, [&](const WrittenTarget& target) {
            if (!end.empty()) {
                view.out.warning(
                    target.at,
                    shown(target.text) + " never starts: '" + end + "' before it ends the workflow",
                    {.rule = "after-end"}
                );
            }
            const auto call = split_target(target.text);
            const std::string name = call ? call->name : std::string{target.text};
            if (!target.is_conditional && (name == "fail" || name == "succeed")) end = name;
        });
    };
    for_each_task_or_defaults(view, [&](const Place& task) {
        for_each_clause(task, check_clause);
    });
}

}  // namespace wf::lang
