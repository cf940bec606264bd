// Texts with `<% %>` in them.
#pragma once
#include "base/error.hpp"
#include "expr/runtime/inline_language.hpp"
#include "expr/yaql/grammar.hpp"

#include <memory>
#include <string_view>

namespace wf::expr::yaql {

/// True if the text holds a `<% %>` within one line.
bool has_yaql(std::string_view text);
/// @errors as Expression::compile; `notes` holds the failed expression.
Result<std::unique_ptr<InlineProgram>> compile_yaql_text(
    std::string_view text, const Grammar& grammar = {}
);

}  // namespace wf::expr::yaql
