#include "app/cases/signatures.hpp"

#include "executor/registry.hpp"

#include <algorithm>
#include <set>

namespace wf::cases {
namespace {

/// What the definitions of a case say of actions.
struct ActionNames {
    std::set<std::string> defined;  ///< ad-hoc actions
    std::set<std::string> mocked;   ///< called by a task that is mocked
};

bool is_mocked(const WorkflowCase& test, std::string_view name) {
    return std::ranges::find(test.mocks, name, &Mock::name) != test.mocks.end();
}

void add_calls(const WorkflowCase& test, const Program& program, ActionNames& names) {
    for (const TaskSpec& task : program.tasks) {
        const bool has_action = !task.is_workflow && !task.call.name_is_dynamic;
        if (has_action && is_mocked(test, task.name)) names.mocked.insert(task.call.text);
    }
}

/// Definitions that do not parse are reported when they are stored.
ActionNames names_in(const WorkflowCase& test) {
    ActionNames names;
    for (const DefinitionSource& source : test.definitions) {
        switch (source.kind) {
        case lang::DocumentKind::workflows:
            if (const auto parsed = lang::parse_workflows(source.text)) {
                for (const auto& each : *parsed) add_calls(test, *each.program, names);
            }
            break;
        case lang::DocumentKind::workbook:
            if (const auto parsed = lang::parse_workbook(source.text)) {
                for (const auto& each : parsed->workflows) add_calls(test, *each.program, names);
                // Workflows of the book call them by their short names.
                for (const auto& each : parsed->actions)
                    names.defined.insert(each.name.substr(parsed->name.size() + 1));
            }
            break;
        case lang::DocumentKind::actions:
            if (const auto parsed = lang::parse_actions(source.text)) {
                for (const auto& each : *parsed) names.defined.insert(each.name);
            }
            break;
        }
    }
    return names;
}

void add_unknown(const std::string& name, std::vector<ActionSignature>& all) {
    if (std::ranges::find(all, name, &ActionSignature::name) != all.end()) return;
    ActionSignature unknown;
    unknown.name = name;
    unknown.class_name = name;
    unknown.any_keywords = true;
    all.push_back(std::move(unknown));
}

}  // namespace

std::vector<ActionSignature> signatures_for(const WorkflowCase& test) {
    const auto standard = standard_action_signatures();
    std::vector<ActionSignature> all{standard.begin(), standard.end()};
    if (test.mocks.empty()) return all;
    for (ActionSignature& signature : all) {
        signature.pure = nullptr;
        signature.needs_dispatch = true;
    }
    for (const Mock& mock : test.mocks) add_unknown(mock.name, all);
    const ActionNames names = names_in(test);
    for (const std::string& name : names.mocked) {
        if (!names.defined.contains(name)) add_unknown(name, all);
    }
    return all;
}

}  // namespace wf::cases
