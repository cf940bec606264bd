// What is legal in a definition but surely not meant: a table of rules, each looked for in a file
// of its own. Findings are warnings; they never change a verdict.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

#include <span>
#include <string_view>

namespace wf::lang {

/// A workflow that is sound: as written, and what was made of it.
struct WorkflowView {
    const Place& at;
    const Program& program;
    Checker& out;
};

/// An ad-hoc action that is sound.
struct ActionView {
    const Place& at;
    Checker& out;
};

struct WarningRule {
    std::string_view name;     ///< what findings show: "unreachable-task"
    std::string_view summary;  ///< what is wrong, a sentence without its stop
    std::string_view example;  ///< YAML in one line
    void (*workflow)(const WorkflowView&) = nullptr;
    void (*action)(const ActionView&) = nullptr;
};

/// In alphabetical order; docs/reference/findings.md is made of it.
std::span<const WarningRule> warning_rules();

void warn_about_workflow(const WorkflowView& view);
void warn_about_action(const ActionView& view);

}  // namespace wf::lang
