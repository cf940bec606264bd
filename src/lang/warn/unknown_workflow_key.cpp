#include "base/suggest.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::lang {

void warn_unknown_workflow_key(const WorkflowView& view) {
    constexpr std::string_view known[] = {
        "type",
        "description",
        "tags",
        "input",
        "output",
        "output-on-error",
        "vars",
        "task-defaults",
        "tasks",
        "name",
        "version"};
    for_each_member(view.at, [&](const Place& member) {
        const std::string key = python_str(member.node().key);
        if (std::ranges::find(known, key) != std::end(known)) return;
        Suggestion nearest{key};
        for (const std::string_view name : known) nearest.consider(name);
        view.out.warning(
            member.node().key_mark,
            member.path(),
            "the key '" + key + "' is not known and ignored",
            {.suggestion = std::move(nearest).text(), .rule = "unknown-workflow-key"}
        );
    });
}

}  // namespace wf::lang
