#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_clause_mapping(const WorkflowView& view) {
    if (view.program.type == WorkflowType::reverse) return;
    const auto check_clause = [&view](const Place& clause, Clause /*c*/) {
        if (!clause.node().is_mapping() || is_advanced(clause.node())) return;
        view.out.warning(
            clause,
            "a mapping directly below this clause is no transition",
            {.hint = "write it as a list item: '- task: <% condition %>'", .rule = "clause-mapping"}
        );
    };
    for_each_task_or_defaults(view, [&](const Place& task) {
        for_each_clause(task, check_clause);
    });
}

}  // namespace wf::lang
