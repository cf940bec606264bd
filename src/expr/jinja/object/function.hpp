// Functions as values: bound methods, global functions and the workflow functions.
#pragma once
#include "expr/functions/registry.hpp"
#include "expr/jinja/builtin/builtin.hpp"

namespace wf::expr::jinja {

/// `object.method`.
Value bind_method(Evaluation& run, const Builtin& method, const Value& receiver);
/// A global function of Jinja2.
Value global_function(const Builtin& function);
/// A workflow function: env, task, json_parse ...
Value service_function(const Function& function);
/// Calls a workflow function. `context_data` takes the place of the data when it is used as a
/// filter.
Value call_service_function(
    Evaluation& run, const Function& function, const Args& args, const Value* context_data = nullptr
);

/// Calls any value. @raises TypeError "'int' object is not callable".
Value call_value(Evaluation& run, const Value& callee, const Args& args);
bool is_callable(const Value& value);

}  // namespace wf::expr::jinja
