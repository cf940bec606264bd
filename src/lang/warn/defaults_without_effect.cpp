#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_defaults_without_effect(const WorkflowView& view) {
    const bool is_direct = view.program.type == WorkflowType::direct;
    const std::string message = is_direct ? "'requires' does nothing in a direct workflow"
                                          : "on-clauses do nothing in a reverse workflow";
    const auto warn = [&](const Place& at) {
        view.out.warning(at, message, {.rule = "defaults-without-effect"});
    };
    with_member(view.at, "task-defaults", [&](const Place& defaults) {
        if (is_direct) return with_member(defaults, "requires", warn);
        for_each_clause(defaults, [&](const Place& clause, Clause /*c*/) { warn(clause); });
    });
}

}  // namespace wf::lang
