// A compiled YAQL expression.
#pragma once
#include "base/error.hpp"
#include "expr/runtime/callable.hpp"
#include "expr/yaql/grammar.hpp"
#include "expr/yaql/node.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace wf::expr::yaql {

class Expression {
public:
    /// @errors grammar_invalid with kind YaqlGrammar or YaqlLexical and the bare message.
    static Result<std::unique_ptr<const Expression>> compile(
        std::string_view source, const Grammar& grammar = {}
    );

    /// With `$` = the context's data, converted for output. @raises EvalError
    Value evaluate(Context& context, std::span<const NamedValue> variables = {}) const;

    const std::string& source() const { return source_; }

private:
    Expression(std::string_view source, NodePtr root) : source_(source), root_(std::move(root)) {}

    std::string source_;
    NodePtr root_;
};

}  // namespace wf::expr::yaql
