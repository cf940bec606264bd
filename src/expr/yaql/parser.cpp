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
        : lexer_(source, grammar.keyword_operator), allow_delegates_(grammar.allow_delegates) {
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
    [[noreturn]] void too_deep() const;

    /// Where the current token begins, for the nodes made of it.
    std::uint32_t place() const { return static_cast<std::uint32_t>(lexeme_.start); }

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
    NodePtr call(const Value& name);
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
    bool allow_delegates_;
    Lexeme lexeme_;
    std::uint32_t nesting_ = 0;
};

void Parser::too_deep() const {
    throw SyntaxError{false, "Parse error: expression is nested too deeply", lexeme_.start};
}

Parser::Deeper::Deeper(Parser& parser) : parser_(parser) {
    if (++parser_.nesting_ > nesting_max) {
        --parser_.nesting_;
        parser_.too_deep();
    }
}

void Parser::unexpected() const {
    if (lexeme_.token == Token::end)
        throw SyntaxError{false, "Parse error: unexpected end of statement", lexeme_.start};
    std::string message = "Parse error: unexpected '";
    if (lexeme_.token == Token::variable) message += '$';
    message += python_str(lexeme_.value);
    message += "' at position ";
    message += std::to_string(unicode::length(lexer_.source().substr(0, lexeme_.start)));
    message += " of expression '";
    message += lexer_.source();
    message += '\'';
    throw SyntaxError{false, std::move(message), lexeme_.start};
}

NodePtr Parser::checked(NodePtr node) const {
    if (node->height() > height_max) too_deep();
    return node;
}

NodePtr Parser::expression(int level) {
    const Deeper deeper(*this);
    NodePtr left = operand();
    for (;;) {
        const std::uint32_t where = place();
        // The call of a value binds looser than any operator: `$x + $f(1)` calls the sum.
        if (allow_delegates_ && level == any_level && lexeme_.token == Token::left_paren) {
            advance();
            left =
                checked(make_delegate_call(std::move(left), arguments(Token::right_paren), where));
            continue;
        }
        const std::optional<int> found = binary_level(lexeme_.token);
        if (!found || *found < level) return left;
        const Token op = lexeme_.token;
        advance();
        // `->` nests to the right, all others to the left.
        NodePtr right = expression(op == Token::arrow ? *found : *found + 1);
        left = checked(make_binary(op, std::move(left), std::move(right), where));
    }
}

// A prefix operator may stand wherever an operand may; it then takes all that binds tighter than
// itself.
NodePtr Parser::operand() {
    const Token op = lexeme_.token;
    if (op != Token::plus && op != Token::minus && op != Token::op_not) return postfix(primary());
    const std::uint32_t where = place();
    advance();
    NodePtr inner = expression(op == Token::op_not ? not_level : sign_level);
    return checked(make_unary(op, std::move(inner), where));
}

NodePtr Parser::postfix(NodePtr base) {
    for (;;) {
        if (lexeme_.token == Token::dot || lexeme_.token == Token::elvis) {
            base = checked(access(std::move(base)));
        } else if (lexeme_.token == Token::left_bracket) {
            const std::uint32_t where = place();
            advance();
            base = checked(make_index(std::move(base), arguments(Token::right_bracket), where));
        } else {
            return base;
        }
    }
}

NodePtr Parser::access(NodePtr base) {
    const bool elvis = lexeme_.token == Token::elvis;
    advance();
    const std::uint32_t where = place();
    if (lexeme_.token == Token::word) {
        Value key = std::move(lexeme_.value);
        advance();
        return make_property(std::move(base), std::move(key), {where, elvis});
    }
    if (lexeme_.token == Token::function) {
        const Value name = std::move(lexeme_.value);
        advance();
        Arguments list = arguments(Token::right_paren);
        return make_method_call(std::move(base), name.as_string(), std::move(list), {where, elvis});
    }
    const Token op = lexeme_.token;
    const bool is_sign = op == Token::plus || op == Token::minus || op == Token::op_not;
    NodePtr right = is_sign ? operand() : primary();
    return make_bad_access(std::move(base), std::move(right), {where, elvis});
}

NodePtr Parser::primary() {
    Lexeme lexeme = lexeme_;
    const std::uint32_t where = place();
    switch (lexeme.token) {
    case Token::constant: advance(); return make_constant(std::move(lexeme.value));
    case Token::word: advance(); return make_word(std::move(lexeme.value));
    case Token::variable: advance(); return make_variable(lexeme.value.as_string());
    case Token::function: return checked(call(lexeme.value));
    case Token::left_bracket:
        advance();
        return checked(make_list(arguments(Token::right_bracket), where));
    case Token::left_brace:
        advance();
        return checked(make_map(arguments(Token::right_brace), where));
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

NodePtr Parser::call(const Value& name) {
    const std::uint32_t where = place();
    advance();
    Arguments list = arguments(Token::right_paren);
    if (allow_delegates_ && name.as_string() == "lambda")
        return make_delegate(std::move(list), where);
    return make_call(name.as_string(), std::move(list), where);
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
