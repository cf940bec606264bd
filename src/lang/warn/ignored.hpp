// Parts of short calls that mean nothing, as two rules see them.
#pragma once
#include "lang/statement/call_text.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

inline bool is_meant_as_parameter(const IgnoredText& ignored) {
    return ignored.parameter.empty() && ignored.text.find('=') != std::string::npos;
}

/// Calls `visit(place, ignored)` for what is passed over in a call.
template <class Visit>
void for_each_ignored(const Place& call, std::string_view text, Visit visit) {
    for (const IgnoredText& ignored : ignored_in_call(text)) visit(call, ignored);
}

/// The same for every short call of a workflow: actions, sub-workflows, one-line retries, targets.
template <class Visit>
void for_each_ignored(const WorkflowView& view, Visit visit) {
    const auto in_call = [&](const Place& at) {
        if (!at.node().is_text() || at.node().text().find(' ') == std::string_view::npos) return;
        for_each_ignored(at, at.node().text(), visit);
    };
    for_each_task(view, [&](const Place& task, const TaskSpec& /*spec*/) {
        with_member(task, "action", in_call);
        with_member(task, "workflow", in_call);
    });
    for_each_task_or_defaults(view, [&](const Place& task) {
        with_member(task, "retry", in_call);
        if (view.program.type == WorkflowType::reverse) return;
        for_each_clause(task, [&](const Place& clause, Clause /*c*/) {
            for_each_target(clause, [&](const WrittenTarget& target) {
                if (view.program.find(target.text) != nullptr || !split_target(target.text)) return;
                for_each_ignored(target.at, target.text, visit);
            });
        });
    });
}

/// The same for the base of an ad-hoc action.
template <class Visit>
void for_each_ignored(const ActionView& view, Visit visit) {
    with_member(view.at, "base", [&](const Place& at) {
        if (!at.node().is_text() || at.node().text().find(' ') == std::string_view::npos) return;
        for_each_ignored(at, at.node().text(), visit);
    });
}

}  // namespace wf::lang
