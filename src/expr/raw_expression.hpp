// Evaluation outside of templates: bare expressions and single texts, with values and errors
// unabridged. For `mistral eval` and the data tests; the service itself uses expression.hpp.
#pragma once
#include "expr/expression.hpp"
#include "expr/yaql/grammar.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wf::expr {

/// A variable besides the data: `{"x", 1}` is `$x` in YAQL.
using Variable = std::pair<std::string, Value>;

/// Checks the grammar of a bare expression. @errors grammar_invalid, bare: YaqlGrammar,
/// YaqlLexical, TemplateSyntaxError.
Result<void> validate_raw(
    Language language, std::string_view expression, const yaql::Grammar& grammar = {}
);

/// Evaluates a bare expression. The result is converted for output by the options and may hold what
/// JSON does not know (sets, dates, callables); it holds no lazy sequences.
/// @errors bare: kind is the failure's own ("KeyError"), message without "Can not evaluate".
Result<Value> evaluate_raw(
    Language language,
    std::string_view expression,
    const Scope& scope,
    std::span<const Variable> variables = {}
);

/// Evaluates one text with delimiters, whatever the data is (also null).
/// @errors wrapped as Template::evaluate; notes hold "Kind: inner message".
Result<Value> evaluate_text(Language language, std::string_view text, const Scope& scope);

/// The language that "auto" gives the text to; nullopt if it holds no expression.
std::optional<Language> detect_language(std::string_view text);

}  // namespace wf::expr
