// Ways through a workflow as written, for the rules.
#pragma once
#include "lang/statement/clause.hpp"
#include "lang/warn/rules.hpp"

#include <string_view>

namespace wf::lang {

/// Calls `visit(place, spec)` for each task.
template <class Visit>
void for_each_task(const WorkflowView& view, Visit visit) {
    with_member(view.at, "tasks", [&](const Place& tasks) {
        for_each_member(tasks, [&](const Place& task) {
            const auto number =
                static_cast<std::size_t>(&task.node() - tasks.node().children.data());
            if (number < view.program.tasks.size()) visit(task, view.program.tasks[number]);
        });
    });
}

/// Calls `visit(mapping)` for each task and for task-defaults.
template <class Visit>
void for_each_task_or_defaults(const WorkflowView& view, Visit visit) {
    with_member(view.at, "task-defaults", visit);
    for_each_task(view, [&](const Place& task, const TaskSpec& /*spec*/) { visit(task); });
}

/// Calls `visit(place, clause)` for each on-clause of a task or of task-defaults.
template <class Visit>
void for_each_clause(const Place& task, Visit visit) {
    for (const Clause c :
         {Clause::on_success, Clause::on_error, Clause::on_complete, Clause::on_skip}) {
        with_member(task, name_of(c), [&](const Place& at) { visit(at, c); });
    }
}

/// One target of a clause: its text, and whether a condition stands before it.
struct WrittenTarget {
    const Place& at;
    std::string_view text;
    bool is_conditional = false;
};

/// Calls `visit(target)` for each target of a clause in any of its forms.
template <class Visit>
void for_each_target(const Place& clause, Visit visit) {
    const auto visit_item = [&](const Place& item) {
        if (item.node().is_text()) return visit(WrittenTarget{item, item.node().text(), false});
        for_each_member(item, [&](const Place& member) {
            if (member.node().key.is_string()) {
                visit(WrittenTarget{member, member.node().key.as_string(), true});
            }
        });
    };
    const auto visit_all = [&](const Place& next) {
        if (next.node().is_list()) return for_each_item(next, visit_item);
        visit_item(next);
    };
    if (!clause.node().is_mapping()) return visit_all(clause);
    with_member(clause, "next", visit_all);
}

/// Calls `visit(place)` for every text below `at`, keys left out.
template <class Visit>
void for_each_text(const Place& at, Visit visit) {
    if (at.node().is_text()) return visit(at);
    for_each_member(at, [&](const Place& member) { for_each_text(member, visit); });
    for_each_item(at, [&](const Place& item) { for_each_text(item, visit); });
}

}  // namespace wf::lang
