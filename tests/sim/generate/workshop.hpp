// The tools that every part of the generator works with, and the parts themselves.
#pragma once
#include "dice.hpp"
#include "generate/draft.hpp"

namespace wf::sim {

/// A workflow that tasks may call.
struct Callable {
    std::string name;
    bool can_fail = false;
    bool can_cancel = false;  ///< may end CANCELLED by itself
    std::string target;       ///< reverse workflows want a task name
};

struct Workshop {
    Dice& dice;
    Scenario& scenario;
    WorkflowDraft* draft = nullptr;
    std::vector<Callable> callables;
    int tasks_left = 0;  ///< budget of the workflow under construction
    int names_made = 0;

    bool is_determined() const { return scenario.is_determined; }

    void note(std::string feature) { scenario.features.insert(std::move(feature)); }

    std::string new_name(std::string_view stem) {
        return std::string{stem} + std::to_string(++names_made);
    }
};

// Expressions (texts.cpp): YAQL or Jinja, over variables that are there.
std::string number_text(Workshop& shop, const Known& known);
/// A condition and its contrary.
std::pair<std::string, std::string> condition_pair(Workshop& shop, const Known& known);
std::string plus_one_text(Workshop& shop, const std::string& variable);
std::pair<std::string, std::string> below_pair(
    Workshop& shop, const std::string& variable, int limit
);
/// `Hello <% $.k %>`: text around an expression.
std::string mixed_text(Workshop& shop, const Known& known);

// What a task does (task_body.cpp).
struct BodyOptions {
    bool may_fail = true;
    bool may_cancel = false;
    bool may_publish = true;
};

/// Fills in action or sub-workflow, with-items, publish, policies and the script. `known` grows by
/// what is published in any case.
void fill_body(Workshop& shop, TaskDraft& task, Known& known, const BodyOptions& options);
/// The plainest task: std.noop or std.echo.
void fill_plain(Workshop& shop, TaskDraft& task, const Known& known);

// Policies (policies.cpp), after the body.
void add_policies(Workshop& shop, TaskDraft& task, const Known& known, const BodyOptions& options);
void add_task_defaults(Workshop& shop);

// Whole workflows.
void build_direct(Workshop& shop);          // direct.cpp
void build_reverse(Workshop& shop);         // reverse.cpp
void disturb(Workshop& shop, Known known);  // disturb.cpp: what makes a result depend on order

}  // namespace wf::sim
