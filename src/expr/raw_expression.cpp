// Bare expressions: compile, evaluate once, forget.
#include "expr/raw_expression.hpp"

#include "expr/inline/bare.hpp"
#include "expr/inline/text_program.hpp"
#include "expr/jinja/jinja.hpp"
#include "expr/yaql/expression.hpp"

#include <vector>

namespace wf::expr {

Result<void> validate_raw(
    Language language, std::string_view expression, const yaql::Grammar& grammar
) {
    if (language == Language::yaql) {
        WF_TRY(const auto compiled, yaql::Expression::compile(expression, grammar));
    } else {
        WF_TRY(const auto compiled, jinja::compile_jinja_expression(expression));
    }
    return {};
}

Result<Value> evaluate_raw(
    Language language,
    std::string_view expression,
    const Scope& scope,
    std::span<const Variable> variables
) {
    Context context(scope, language);
    std::vector<NamedValue> named;
    for (const auto& [name, value] : variables) named.push_back({name, value});
    return evaluate_bare(context, expression, named);
}

Result<Value> evaluate_text(Language language, std::string_view text, const Scope& scope) {
    auto program = TextProgram::compile(text, language);
    if (!program)
        return tl::unexpected(as_evaluation_error(language, std::move(program).error(), text));
    Context context(scope, language);
    return (*program)->evaluate(context);
}

std::optional<Language> detect_language(std::string_view text) {
    return language_of(text);
}

}  // namespace wf::expr
