// Bare expressions: compile, evaluate once, forget.
#include "expr/raw_expression.hpp"

#include "expr/inline/text_program.hpp"
#include "expr/jinja/jinja.hpp"
#include "expr/yaql/expression.hpp"

#include <new>
#include <vector>

namespace wf::expr {
namespace {

Result<Value> evaluate_yaql(
    std::string_view source, Context& context, std::span<const Variable> variables
) {
    WF_TRY(const auto expression, yaql::Expression::compile(source));
    std::vector<NamedValue> named;
    for (const auto& [name, value] : variables) named.push_back({name, value});
    return expression->evaluate(context, named);
}

Result<Value> evaluate_jinja(std::string_view source, Context& context) {
    WF_TRY(const auto program, jinja::compile_jinja_expression(source));
    return program->evaluate(context);
}

}  // namespace

Result<void> validate_raw(Language language, std::string_view expression) {
    if (language == Language::yaql) {
        WF_TRY(const auto compiled, yaql::Expression::compile(expression));
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
    try {
        if (language == Language::yaql) return evaluate_yaql(expression, context, variables);
        return evaluate_jinja(expression, context);
    } catch (const EvalError& error) {
        const ErrorCode code =
            error.is_limit ? ErrorCode::limit_exceeded : ErrorCode::evaluation_failed;
        return fail(code, error.message, error.kind);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::limit_exceeded, "out of memory", "MemoryError");
    }
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
