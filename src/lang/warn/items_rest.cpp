#include "lang/check/shapes.hpp"
#include "lang/statement/with_items.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

void warn_items_rest(const WorkflowView& view) {
    const auto check = [&view](const Place& at) {
        if (!at.node().is_text()) return;
        const std::string_view rest = text_behind_items(at.node().text());
        if (rest.empty()) return;
        view.out.warning(
            at,
            shown(rest) + " behind the items is ignored",
            {.hint = "the items are one list or one expression", .rule = "items-rest"}
        );
    };
    for_each_task(view, [&](const Place& task, const TaskSpec& /*spec*/) {
        with_member(task, "with-items", [&](const Place& items) {
            check(items);
            for_each_item(items, check);
        });
    });
}

}  // namespace wf::lang
