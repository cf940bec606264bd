// A bare expression, evaluated once within a context that the caller has made.
#pragma once
#include "expr/runtime/callable.hpp"
#include "expr/yaql/grammar.hpp"

#include <span>
#include <string_view>

namespace wf::expr {

/// `variables` and `grammar` are YAQL's. @errors as evaluate_raw().
Result<Value> evaluate_bare(
    Context& context,
    std::string_view expression,
    std::span<const NamedValue> variables = {},
    const yaql::Grammar& grammar = {}
);

/// An exception of an evaluation as an error with its own kind.
Error as_bare_error(const EvalError& error);

}  // namespace wf::expr
