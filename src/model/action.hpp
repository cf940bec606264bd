// An action as the engine, the transport and the executors see it: request, result, signature.
#pragma once
#include "base/id.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf {

/// {data, error, cancel}: error wins unless cancelled; success is neither.
struct ActionResult {
    enum class Outcome : std::uint8_t { success, error, cancelled };

    Outcome outcome = Outcome::success;
    Value value;  ///< data or error

    static ActionResult success(Value data) { return {Outcome::success, std::move(data)}; }

    static ActionResult error(Value why) { return {Outcome::error, std::move(why)}; }

    static ActionResult cancelled() { return {Outcome::cancelled, {}}; }
};

/// What an executor needs to run one action.
struct ActionRequest {
    Id action_execution_id;  ///< nil for a run that is not stored
    std::string name;        ///< built-in action to run (ad-hoc ones are resolved by the engine)
    Value input;
    bool is_sync = true;
    bool safe_rerun = false;
    bool maybe_duplicate = false;  ///< may have been sent before: run only if safe_rerun
    std::int64_t timeout_s = 0;    ///< 0 = no time limit
    std::string target;
    // Execution part of the action context.
    std::string workflow_name;
    std::string workflow_execution_id;
    std::string task_execution_id;
    std::string callback_url;  ///< "/v2/action_executions/<id>"
};

struct ActionParameter {
    std::string name;
    bool required = true;
    Value default_value;
};

/// Runs a pure action inside the engine's turn; nullopt: these inputs need an executor after all.
using PureAction = std::optional<ActionResult> (*)(const Value& input);

/// Name, parameters and nature of a built-in action, without its body.
struct ActionSignature {
    std::string name;
    std::vector<ActionParameter> parameters;
    bool any_keywords = false;  ///< takes arbitrary further parameters
    bool is_sync = true;
    bool needs_dispatch = true;  ///< false: std.async_noop, nobody has to do anything
    PureAction pure = nullptr;
    std::string class_name;      ///< shown in "Invalid input [name=, class=, …]"
    std::string representation;  ///< how messages show the action, "Fail action"; empty: the name
    std::string description;
};

}  // namespace wf
