// The Jinja2 front end's door: texts and bare expressions to compiled programs.
#pragma once
#include "base/error.hpp"
#include "expr/runtime/inline_language.hpp"

#include <memory>
#include <string_view>

namespace wf::expr::jinja {

/// Compiles a text with Jinja2 in it. If the whole text is one `{{ ... }}` in one line, its value
/// keeps its type; otherwise the text is rendered. What only evaluation refuses (an unknown filter,
/// a text without any `{{ }}`) compiles and fails when it is evaluated, as in the original.
/// @errors grammar_invalid, kind TemplateSyntaxError, with the bare message; expr/inline/ wraps it.
Result<std::unique_ptr<InlineProgram>> compile_jinja_text(std::string_view text);

/// Whether the text holds a `{{ ... }}` in one line. Without one evaluation fails, even before the
/// syntax is looked at.
bool has_expression(std::string_view text);

/// Compiles a bare expression, without delimiters.
/// @errors as compile_jinja_text.
Result<std::unique_ptr<InlineProgram>> compile_jinja_expression(std::string_view expression);

}  // namespace wf::expr::jinja
