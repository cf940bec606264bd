// Recursive descent with a precedence table. The first token that fits nowhere is the error.
#include "expr/yaql/parser.hpp"

#include "expr/runtime/unicode.hpp"
#include "expr/yaql/build.hpp"
#include "expr/yaql/lexer.hpp"
#include "expr/yaql/syntax_error.hpp"
#include "value/python_text.hpp"

#include <optional>

namespace wf::expr::yaql {
namespace {

// Bounds the native stack of parsing, evaluation and destruction alike.
constexpr std::uint32_t nesting_max = 300;
constexpr std::uint32_t height_max = 1000;

// Higher binds tighter.
enum Level : int {
    any_level,
    arrow_level,
    or_level,
    and_level,
    not_level,
    comparison_level,
    sum_level,
    product_level,
    match_level,
    sign_level,
    postfix_level,
};

std::optional<int> binary_level(Token token) {
    switch (token) {
    case Token::arrow: return arrow_level;
    case Token::op_or: return or_level;
    case Token::op_and: return and_level;
    case Token::greater:
    case Token::less:
    case Token::greater_equal:
    case Token::less_equal:
    case Token::not_equal:
    case Token::equal:
    case Token::op_in: return comparison_level;
    case Token::plus:
    case Token::minus: return sum_level;
    case Token::star:
    case Token::slash:
    case Token::op_mod: return product_level;
    case Token::match:
    case Token::not_match: return match_level;
    default: return std::nullopt;
    }
}

class Parser {
public:
    Parser(std::string_view source, const Grammar& grammar)
        : lexer_(source, grammar.keyword_operator) {
        advance();
    }

    NodePtr whole() {
        NodePtr root = expression(any_level);
        if (lexeme_.token != Token::end) unexpected();
        return root;
    }

private:
    void advance() { lexeme_ = lexer_.next(); }

    [[noreturn]] void unexpected() const;

    void expect(Token token) {
        if (lexeme_.token != token) unexpected();
        advance();
    }

    NodePtr checked(NodePtr node) const;

    NodePtr expression(int level);
    NodePtr operand();
    NodePtr postfix(NodePtr base);
    NodePtr access(NodePtr base);
    NodePtr primary();
    Arguments arguments(Token closing);
    Argument argument(bool& named_only);

    struct Deeper {
        explicit Deeper(Parser& parser);
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;

        ~Deeper() { --parser_.nesting_; }

        Parser& parser_;
    };

    Lexer lexer_;
    Lexeme lexeme_;
    std::uint32_t nesting_ = 0;
};

[[noreturn]] void too_deep() {
    throw SyntaxError{false, "Parse error: expression is nested too deeply"};
}

Parser::Deeper::Deeper(Parser& parser) : parser_(parser) {
    if (++parser_.nesting_ > nesting_max) {
        --parser_.nesting_;
        too_deep();
    }
}

void Parser::unexpected() const {
    if (lexeme_.token == Token::end)
        throw SyntaxError{false, "Parse error: unexpected end of statement"};
    std::string message = "Parse error: unexpected '";
    if (lexeme_.token == Token::variable) message += '$';
    message += python_str(lexeme_.value);
    message += "' at position ";
    message += std::to_string(unicode::length(lexer_.source().substr(0, lexeme_.start)));
    message += " of expression '";
    message += lexer_.source();
    message += '\'';
    throw SyntaxError{false, std::move(message)};
}

NodePtr Parser::checked(NodePtr node) const {
    if (node->height() > height_max) too_deep();
    return node;
}

NodePtr Parser::expression(int level) {
    const Deeper deeper(*this);
    NodePtr left = operand();
    while (const std::optional<int> found = binary_level(lexeme_.token)) {
        if (*found < level) break;
        const Token op = lexeme_.token;
        advance();
        // `->` nests to the right, all others to the left.
        NodePtr right = expression(op == Token::arrow ? *found : *found + 1);
        left = checked(make_binary(op, std::move(left), std::move(right)));
    }
    return left;
}

// A prefix operator may stand wherever an operand may; it then takes all that binds tighter than
// itself.
NodePtr Parser::operand() {
    const Token op = lexeme_.token;
    if (op != Token::plus && op != Token::minus && op != Token::op_not) return postfix(primary());
    advance();
    return checked(make_unary(op, expression(op == Token::op_not ? not_level : sign_level)));
}

NodePtr Parser::postfix(NodePtr base) {
    for (;;) {
        if (lexeme_.token == Token::dot || lexeme_.token == Token::elvis) {
            base = checked(access(std::move(base)));
        } else if (lexeme_.token == Token::left_bracket) {
            advance();
            base = checked(make_index(std::move(base), arguments(Token::right_bracket)));
        } else {
            return base;
        }
    }
}

NodePtr Parser::access(NodePtr base) {
    const bool elvis = lexeme_.token == Token::elvis;
    advance();
    if (lexeme_.token == Token::word) {
        Value key = std::move(lexeme_.value);
        advance();
        return make_property(std::move(base), std::move(key), elvis);
    }
    if (lexeme_.token == Token::function) {
        const Value name = std::move(lexeme_.value);
        advance();
        return make_method_call(
            std::move(base), name.as_string(), arguments(Token::right_paren), elvis
        );
    }
    const Token op = lexeme_.token;
    if (op == Token::plus || op == Token::minus || op == Token::op_not)
        return make_bad_access(std::move(base), operand(), elvis);
    return make_bad_access(std::move(base), primary(), elvis);
}

NodePtr Parser::primary() {
    Lexeme lexeme = lexeme_;
    switch (lexeme.token) {
    case Token::constant: advance(); return make_constant(std::move(lexeme.value));
    case Token::word: advance(); return make_word(std::move(lexeme.value));
    case Token::variable: advance(); return make_variable(lexeme.value.as_string());
    case Token::function:
        advance();
        return checked(make_call(lexeme.value.as_string(), arguments(Token::right_paren)));
    case Token::left_bracket: advance(); return checked(make_list(arguments(Token::right_bracket)));
    case Token::left_brace: advance(); return checked(make_map(arguments(Token::right_brace)));
    case Token::left_paren: {
        advance();
        NodePtr inner = expression(any_level);
        expect(Token::right_paren);
        // A word in parentheses is a text, no longer a key or keyword.
        return inner->is_word() ? make_constant(*inner->constant()) : std::move(inner);
    }
    default: unexpected();
    }
}

// Up to and including the closing bracket. A trailing comma is an error, a skipped argument is not.
Arguments Parser::arguments(Token closing) {
    Arguments list;
    bool named_only = false;
    while (lexeme_.token != closing) {
        if (lexeme_.token == Token::comma && !named_only) {
            list.push_back({});
        } else {
            list.push_back(argument(named_only));
            if (lexeme_.token == closing) break;
        }
        expect(Token::comma);
        if (lexeme_.token == closing) unexpected();
    }
    advance();
    return list;
}

Argument Parser::argument(bool& named_only) {
    Argument made;
    made.value = expression(any_level);
    if (lexeme_.token == Token::mapping) {
        advance();
        made.key = std::move(made.value);
        made.value = expression(any_level);
        named_only = true;
    } else if (named_only) {
        unexpected();
    }
    return made;
}

}  // namespace

NodePtr parse(std::string_view source, const Grammar& grammar) {
    return Parser(source, grammar).whole();
}

}  // namespace wf::expr::yaql
