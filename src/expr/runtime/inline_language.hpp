// The seam between template.cpp and the two front ends: a compiled text of one language.
//
// Both front ends offer `Result<std::unique_ptr<InlineProgram>> compile_..._text(std::string_view
// text)` for a text in which their delimiters were found. Errors are bare:
// ErrorCode::grammar_invalid, the inner kind
// ("TemplateSyntaxError", "YaqlGrammar", "YaqlLexical") and the inner message. template.cpp wraps
// them.
#pragma once
#include "expr/runtime/context.hpp"

#include <memory>
#include <string_view>

namespace wf::expr {

/// One compiled text: a whole expression whose value keeps its type, or a text with expressions in
/// it. Immutable; evaluated by many threads at the same time.
class InlineProgram {
public:
    InlineProgram() = default;
    InlineProgram(const InlineProgram&) = delete;
    InlineProgram& operator=(const InlineProgram&) = delete;
    virtual ~InlineProgram() = default;

    /// The value, already converted for output (no iterators left). @raises EvalError, unwrapped.
    virtual Value evaluate(Context& context) const = 0;
};

}  // namespace wf::expr
