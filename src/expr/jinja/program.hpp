// Compiled programs: binds parsed nodes and evaluates them. What the binder refuses is kept and
// raised by every evaluation.
#pragma once
#include "expr/jinja/ast/node.hpp"
#include "expr/runtime/inline_language.hpp"

#include <memory>
#include <string>

namespace wf::expr::jinja {

/// Gives the value of an expression.
std::unique_ptr<InlineProgram> make_expression_program(ExprPtr expression);
/// Gives the rendered text.
std::unique_ptr<InlineProgram> make_template_program(Body body);
/// Raises an error whenever it is evaluated.
std::unique_ptr<InlineProgram> make_failing_program(std::string kind, std::string message);

}  // namespace wf::expr::jinja
