#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

namespace {

void check(const Place& owner, Checker& out) {
    with_member(owner, "input", [&out](const Place& input) {
        for_each_item(input, [&out](const Place& item) {
            for_each_member(item, [&out](const Place& parameter) {
                for_each_text(parameter, [&out](const Place& at) {
                    if (!expr::has_expression(at.node().text())) return;
                    out.warning(
                        at,
                        "a default is not evaluated: tasks get this text as it is",
                        {.hint = "compute it in 'vars'", .rule = "default-not-evaluated"}
                    );
                });
            });
        });
    });
}

}  // namespace

void warn_default_not_evaluated(const WorkflowView& view) {
    check(view.at, view.out);
}

void warn_default_not_evaluated_in_action(const ActionView& view) {
    check(view.at, view.out);
}

}  // namespace wf::lang
