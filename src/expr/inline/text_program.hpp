// One text of a template: which language it is in, its program, and its errors as the outside sees
// them. Internal to expr/.
#pragma once
#include "base/error.hpp"
#include "expr/expression.hpp"
#include "expr/runtime/inline_language.hpp"
#include "expr/yaql/grammar.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wf::expr {

/// The language a text is evaluated in: Jinja2 wins. nullopt: plain text.
std::optional<Language> language_of(std::string_view text);
std::string_view name_of(Language language);

class TextProgram {
public:
    /// @errors bare, see runtime/inline_language.hpp
    static Result<std::shared_ptr<const TextProgram>> compile(
        std::string_view text, Language language, const yaql::Grammar& grammar = {}
    );

    /// @raises nothing. @errors evaluation_failed or limit_exceeded, wrapped; notes: "Kind: inner
    /// message".
    Result<Value> evaluate(Context& context) const;

    Language language() const { return language_; }

private:
    std::string text_;
    Language language_ = Language::yaql;
    std::unique_ptr<InlineProgram> program_;
};

/// Refuses languages that the options switch off. @errors evaluation_failed with kind Evaluation.
Result<void> check_allowed(Language language, const Options& options);
/// Refuses a text that holds expressions of both languages. @errors grammar_invalid with kind
/// ExpressionGrammar.
Result<void> check_unmixed(std::string_view text);
/// Checks one text the way definitions are checked. @errors as Template::compile.
Result<void> check_text(
    std::string_view text, const Options& options, const yaql::Grammar& grammar = {}
);
/// A grammar error as a definition's check shows it: YaqlGrammar, JinjaGrammar.
Error as_grammar_error(Language language, Error bare);
/// The same failure as an evaluation shows it. `text`: the whole text.
Error as_evaluation_error(Language language, Error bare, std::string_view text);

}  // namespace wf::expr
