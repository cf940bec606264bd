#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

#include <unordered_set>

namespace wf::lang {

namespace {

void check(const Place& owner, Checker& out) {
    std::unordered_set<std::string_view> seen;
    const auto declare = [&](const Place& at, std::string_view name) {
        if (seen.insert(name).second) return;
        out.warning(
            at,
            "the input '" + std::string{name} + "' was declared before; this declaration counts",
            {.rule = "input-twice"}
        );
    };
    with_member(owner, "input", [&](const Place& input) {
        for_each_item(input, [&](const Place& item) {
            if (item.node().is_text()) return declare(item, item.node().text());
            for_each_member(item, [&](const Place& parameter) {
                const Value& key = parameter.node().key;
                if (key.is_string()) declare(parameter, key.as_string());
            });
        });
    });
}

}  // namespace

void warn_input_twice(const WorkflowView& view) {
    check(view.at, view.out);
}

void warn_input_twice_in_action(const ActionView& view) {
    check(view.at, view.out);
}

}  // namespace wf::lang
