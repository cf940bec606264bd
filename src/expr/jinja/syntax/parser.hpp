// Tokens to nodes. Recursive descent; a failure is a SyntaxError, caught in jinja.cpp.
#pragma once
#include "expr/jinja/ast/call.hpp"
#include "expr/jinja/ast/loop.hpp"
#include "expr/jinja/ast/macro.hpp"
#include "expr/jinja/ast/operator.hpp"
#include "expr/jinja/ast/statement.hpp"
#include "expr/jinja/syntax/token.hpp"

#include <initializer_list>
#include <optional>
#include <string_view>

namespace wf::expr::jinja {

class Parser {
public:
    explicit Parser(Lexemes lexemes) : lexemes_(std::move(lexemes)) {}

    Body parse_template();
    /// The whole input is one expression.
    ExprPtr parse_single_expression();

private:
    // Both bound the native stack of parsing, binding, evaluating and destroying.
    static constexpr int nesting_max = 200;
    static constexpr std::uint32_t height_max = 1000;

    using Names = std::initializer_list<std::string_view>;
    struct Nest;  // one level of nesting while it lives

    // Tokens.
    const Lexeme& now() const { return lexemes_[at_]; }

    const Lexeme& ahead() const { return lexemes_[std::min(at_ + 1, lexemes_.size() - 1)]; }

    bool is(Token token) const { return now().token == token; }

    bool is_name(std::string_view name) const { return is(Token::name) && now().text == name; }

    bool is_any_name(Names names) const;
    Lexeme take();
    bool take_if(Token token);
    bool take_name_if(std::string_view name);
    Lexeme expect(Token token);
    void expect_name(std::string_view name);
    [[noreturn]] void refuse(std::string message) const;
    [[noreturn]] void refuse_token(std::string_view expected) const;

    // Nodes.
    template <class T>
    std::unique_ptr<T> sized(std::uint32_t below, std::unique_ptr<T> node) const;

    /// Where the current token begins.
    std::uint32_t place() const { return static_cast<std::uint32_t>(now().start); }

    template <class T>
    static std::unique_ptr<T> placed(std::uint32_t at, std::unique_ptr<T> node) {
        node->at = at;
        return node;
    }

    static std::uint32_t height(const ExprPtr& node) { return node == nullptr ? 0 : node->height; }

    // Statements: parse_statement.cpp, parse_macro.cpp.
    Body parse_body(Names ends);
    StatementPtr parse_output();
    StatementPtr parse_statement();
    StatementPtr parse_for();
    StatementPtr parse_if();
    StatementPtr parse_set();
    StatementPtr parse_with();
    StatementPtr parse_filter_block();
    StatementPtr parse_autoescape();
    StatementPtr parse_block();
    StatementPtr parse_print();
    StatementPtr parse_macro();
    StatementPtr parse_call_block();
    StatementPtr parse_include();
    StatementPtr parse_import();
    StatementPtr parse_from();
    StatementPtr parse_extends();
    std::vector<MacroDefinition::Parameter> parse_signature();
    void skip_import_context();
    [[noreturn]] void refuse_unknown_tag(const std::string& name) const;
    [[noreturn]] void refuse_end() const;

    // Targets.
    enum class TargetForm { name, namespace_or_tuple, tuple };
    TargetPtr parse_target(TargetForm form);
    TargetPtr parse_target_part(TargetForm form);
    std::string parse_target_name();

    // Expressions: parse_expression.cpp, parse_primary.cpp.
    ExprPtr parse_expression();
    ExprPtr parse_binary(int level);
    ExprPtr parse_not();
    ExprPtr parse_comparison();
    ExprPtr parse_concat();
    ExprPtr parse_power();
    ExprPtr parse_unary(bool with_filters);
    ExprPtr parse_primary();
    ExprPtr parse_parenthesized();
    /// Comma separated expressions; one without a comma stands for itself.
    ExprPtr parse_tuple(bool with_condition, Names ends = {});
    ExprPtr parse_list();
    ExprPtr parse_dict();
    ExprPtr parse_postfix(ExprPtr node);
    ExprPtr parse_filters(ExprPtr node);
    ExprPtr parse_attribute(ExprPtr object);
    ExprPtr parse_subscript(ExprPtr object);
    ExprPtr parse_subscript_part(
        const ExprPtr& object, std::array<ExprPtr, 3>& slice, bool& is_slice
    );
    ExprPtr parse_call(ExprPtr callee);
    ExprPtr parse_test(ExprPtr input);
    std::unique_ptr<FilterExpr> parse_filter(ExprPtr input);
    /// `f|g(x)|...` without a value in front.
    std::unique_ptr<FilterExpr> parse_filter_chain();
    ArgumentList parse_arguments();
    std::string parse_dotted_name();
    bool is_tuple_end(Names ends) const;

    Lexemes lexemes_;
    std::size_t at_ = 0;
    int nesting_ = 0;
    std::vector<Names> ends_;  // tags that would close the open statements, innermost last
    std::vector<std::string> tags_;
};

struct Parser::Nest {
    explicit Nest(Parser& owner) : parser(owner) {
        if (++parser.nesting_ > nesting_max) parser.refuse("the template is nested too deeply");
    }

    Nest(const Nest&) = delete;
    Nest& operator=(const Nest&) = delete;

    ~Nest() { --parser.nesting_; }

    Parser& parser;
};

template <class T>
std::unique_ptr<T> Parser::sized(std::uint32_t below, std::unique_ptr<T> node) const {
    node->height = below + 1;
    if (node->height > height_max) refuse("the expression is nested too deeply");
    return node;
}

}  // namespace wf::expr::jinja
