// `on-success`, `on-error`, `on-complete`, `on-skip`: targets, and publishing in the advanced form.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"
#include "lang/statement/call_text.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::lang {

/// A transition before its target is looked up.
struct Target {
    std::string
        text;  ///< as written; a task of exactly this name is meant first if it has no blank
    std::string name;  ///< without parameters
    std::optional<expr::Template> condition;
    expr::Template parameters;
    yaml::Mark mark;
};

/// One clause as written.
struct ClauseText {
    std::vector<Target> targets;
    Value publish_branch;  ///< null: none
    Value publish_global;
};

using ClauseTexts = std::array<ClauseText, 4>;  ///< by Clause

/// Whether a clause has the form with `publish` and `next`.
bool is_advanced(const yaml::Node& clause);
/// Name and parameters of a target; nullopt if the text is all name.
std::optional<CallText> split_target(std::string_view text);

void check_clause(const Place& at, Checker& out);
ClauseText read_clause(const Place& at, Checker& out);
/// All four clauses of a task or of task-defaults.
ClauseTexts read_clauses(const Place& mapping, Checker& out);

}  // namespace wf::lang
