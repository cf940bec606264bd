#include "lang/check/shapes.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/ignored.hpp"

namespace wf::lang {

namespace {

template <class View>
void check(const View& view) {
    for_each_ignored(view, [&view](const Place& at, const IgnoredText& ignored) {
        if (is_meant_as_parameter(ignored)) return;
        const bool cuts_value = !ignored.parameter.empty();
        view.out.warning(
            at,
            cuts_value ? "the value of '" + ignored.parameter + "' ends before " +
                             shown(ignored.text) + ", which is ignored"
                       : shown(ignored.text) + " is neither name nor parameter and is ignored",
            {.hint = cuts_value ? "write the value in quotes" : "", .rule = "ignored-text"}
        );
    });
}

}  // namespace

void warn_ignored_text(const WorkflowView& view) {
    check(view);
}

void warn_ignored_text_in_action(const ActionView& view) {
    check(view);
}

}  // namespace wf::lang
