#include "lang/check/shapes.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/ignored.hpp"

namespace wf::lang {

namespace {

template <class View>
void check(const View& view) {
    for_each_ignored(view, [&view](const Place& at, const IgnoredText& ignored) {
        if (!is_meant_as_parameter(ignored)) return;
        view.out.warning(
            at,
            shown(ignored.text) + " is no parameter and is dropped",
            {.hint = "values are numbers without sign or point, true, false, null, [JSON], one "
                     "expression, or texts in quotes; no blanks around '='",
             .rule = "dropped-parameter"}
        );
    });
}

// Without a blank the whole text is the name: "std.echo(output=1)".
void check_name(const Place& at, Checker& out) {
    if (!at.node().is_text() || expr::has_expression(at.node().text())) return;
    const std::string_view text = at.node().text();
    if (text.find(' ') != std::string_view::npos || text.find('=') == std::string_view::npos)
        return;
    out.warning(
        at,
        shown(text) + " is a name as a whole: its parameters are dropped",
        {.hint = "write 'name key=value'", .rule = "dropped-parameter"}
    );
}

}  // namespace

void warn_dropped_parameter(const WorkflowView& view) {
    check(view);
    for_each_task(view, [&view](const Place& task, const TaskSpec& /*spec*/) {
        for (const std::string_view key : {"action", "workflow"}) {
            with_member(task, key, [&view](const Place& at) { check_name(at, view.out); });
        }
    });
}

void warn_dropped_parameter_in_action(const ActionView& view) {
    check(view);
    with_member(view.at, "base", [&view](const Place& at) { check_name(at, view.out); });
}

}  // namespace wf::lang
