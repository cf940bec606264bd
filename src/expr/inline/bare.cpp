#include "expr/inline/bare.hpp"

#include "expr/jinja/jinja.hpp"
#include "expr/yaql/expression.hpp"

#include <new>

namespace wf::expr {
namespace {

Result<Value> evaluate_yaql(
    Context& context,
    std::string_view source,
    std::span<const NamedValue> variables,
    const yaql::Grammar& grammar
) {
    WF_TRY(const auto expression, yaql::Expression::compile(source, grammar));
    return expression->evaluate(context, variables);
}

Result<Value> evaluate_jinja(Context& context, std::string_view source) {
    WF_TRY(const auto program, jinja::compile_jinja_expression(source));
    return program->evaluate(context);
}

}  // namespace

Result<Value> evaluate_bare(
    Context& context,
    std::string_view expression,
    std::span<const NamedValue> variables,
    const yaql::Grammar& grammar
) {
    try {
        if (context.language() == Language::jinja) return evaluate_jinja(context, expression);
        return evaluate_yaql(context, expression, variables, grammar);
    } catch (const EvalError& error) {
        return tl::unexpected(as_bare_error(error));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::limit_exceeded, "out of memory", "MemoryError");
    }
}

Error as_bare_error(const EvalError& error) {
    const ErrorCode code =
        error.is_limit ? ErrorCode::limit_exceeded : ErrorCode::evaluation_failed;
    return Error{code, error.message, {}, error.kind};
}

}  // namespace wf::expr
