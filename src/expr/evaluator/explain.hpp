// Evaluation for a person who typed an expression: what fails says where in the text, and what it
// was looked for in. How that is shown is the caller's matter.
#pragma once
#include "expr/expression.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf::expr {

/// The language of what was typed: that of its delimiters; of a bare expression Jinja2 if it uses
/// `_` or does not parse as YAQL but as Jinja2, else YAQL.
Language guess_language(std::string_view text);

struct Explanation {
    Language language = Language::yaql;
    std::string kind;                  ///< "KeyError"
    std::string message;               ///< without "Can not evaluate ..."
    std::optional<std::size_t> place;  ///< byte offset in the text
    Value subject;                     ///< the dict that lacks a key or attribute, else null
};

/// Evaluates a text with delimiters, or a bare expression if it has none of that language.
/// The result is encoded (evaluator/encode.hpp).
tl::expected<Value, Explanation> explain(
    std::string_view text, Language language, const Scope& scope
);

}  // namespace wf::expr
