// The entry of the YAQL front end: compile once, evaluate often.
#include "expr/yaql/expression.hpp"

#include "expr/runtime/iterator.hpp"
#include "expr/runtime/output.hpp"
#include "expr/yaql/parser.hpp"
#include "expr/yaql/syntax_error.hpp"

namespace wf::expr::yaql {

Result<std::unique_ptr<const Expression>> Expression::compile(
    std::string_view source, const Grammar& grammar
) {
    try {
        return std::unique_ptr<const Expression>(new Expression(source, parse(source, grammar)));
    } catch (const SyntaxError& error) {
        return fail(
            ErrorCode::grammar_invalid, error.message, error.lexical ? "YaqlLexical" : "YaqlGrammar"
        );
    }
}

Value Expression::evaluate(Context& context, std::span<const NamedValue> variables) const {
    const FramePtr frame(new Frame(FramePtr()));
    frame->set_positional(std::span{&context.data(), 1});
    frame->set_named(variables);
    const Value result = root_->evaluate(*frame, context);
    return to_output(context, result);
}

}  // namespace wf::expr::yaql
