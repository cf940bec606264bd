// The standard actions: their signatures for engine and API, their bodies for the executor.
#pragma once
#include "executor/plan.hpp"
#include "model/action.hpp"

#include <span>
#include <string_view>

namespace wf {

/// What the configuration tells all actions.
struct ActionSettings {
    Millis http_timeout_default{60'000};
};

struct ActionParameterDef {
    std::string_view name;
    std::string_view default_json = "";  ///< empty: the parameter is required
};

/// One row: declaration, documentation and body of an action.
struct ActionDef {
    std::string_view name;
    std::string_view description;
    std::string_view class_name;
    std::span<const ActionParameterDef> parameters = {};
    std::string_view representation = "";  ///< in messages; empty: the name
    bool is_sync = true;
    bool needs_dispatch = true;
    PureAction pure = nullptr;
    Plan (*plan)(const ActionRequest& request, const ActionSettings& settings) = nullptr;
};

/// All rows, in the order of their names.
std::span<const ActionDef> standard_actions();
/// nullptr if there is none.
const ActionDef* find_standard_action(std::string_view name);
/// The same as the engine and the API see them.
std::span<const ActionSignature> standard_action_signatures();

/// Result of an action that failed by an exception:
/// "The action raised an exception [action=…, action_ex_id=…, msg='…']".
ActionResult raised_result(
    std::string_view action, const Id& action_execution_id, std::string_view text
);

}  // namespace wf
