// Literals, names, and what may follow a value: attributes, subscripts, calls, filters, tests.
#include "expr/jinja/ast/access.hpp"
#include "expr/jinja/ast/literal.hpp"
#include "expr/jinja/ast/name.hpp"
#include "expr/jinja/syntax/number.hpp"
#include "expr/jinja/syntax/parser.hpp"

#include <algorithm>

namespace wf::expr::jinja {

ExprPtr Parser::parse_primary() {
    switch (now().token) {
    case Token::name: {
        const std::uint32_t at = place();
        const std::string name = take().text;
        if (name == "true" || name == "True") return std::make_unique<ConstantExpr>(Value{true});
        if (name == "false" || name == "False") return std::make_unique<ConstantExpr>(Value{false});
        if (name == "none" || name == "None") return std::make_unique<ConstantExpr>(Value{});
        return placed(at, std::make_unique<NameExpr>(name));
    }
    case Token::string: {
        std::string text = take().text;
        while (is(Token::string)) text += take().text;
        return std::make_unique<ConstantExpr>(Value{text});
    }
    case Token::integer: return std::make_unique<ConstantExpr>(integer_literal(take().text));
    case Token::floating: return std::make_unique<ConstantExpr>(float_literal(take().text));
    case Token::lparen: return parse_parenthesized();
    case Token::lbracket: return parse_list();
    case Token::lbrace: return parse_dict();
    default: refuse("unexpected '" + describe(now()) + "'");
    }
}

ExprPtr Parser::parse_parenthesized() {
    take();
    ExprPtr inside =
        is(Token::rparen) ? std::make_unique<TupleExpr>(std::vector<ExprPtr>{}) : parse_tuple(true);
    expect(Token::rparen);
    return inside;
}

bool Parser::is_tuple_end(Names ends) const {
    return is(Token::variable_end) || is(Token::block_end) || is(Token::rparen) ||
           is_any_name(ends);
}

ExprPtr Parser::parse_tuple(bool with_condition, Names ends) {
    std::vector<ExprPtr> items;
    bool is_tuple = false;
    std::uint32_t below = 0;
    while (!is_tuple_end(ends)) {
        items.push_back(with_condition ? parse_expression() : parse_binary(0));
        below = std::max(below, height(items.back()));
        if (!take_if(Token::comma)) break;
        is_tuple = true;
    }
    if (items.empty()) refuse("Expected an expression, got '" + describe(now()) + "'");
    if (!is_tuple) return std::move(items[0]);
    return sized(below, std::make_unique<TupleExpr>(std::move(items)));
}

ExprPtr Parser::parse_list() {
    take();
    std::vector<ExprPtr> items;
    std::uint32_t below = 0;
    while (!is(Token::rbracket)) {
        if (!items.empty()) expect(Token::comma);
        if (is(Token::rbracket)) break;
        items.push_back(parse_expression());
        below = std::max(below, height(items.back()));
    }
    expect(Token::rbracket);
    return sized(below, std::make_unique<ListExpr>(std::move(items)));
}

ExprPtr Parser::parse_dict() {
    take();
    std::vector<DictExpr::Entry> entries;
    std::uint32_t below = 0;
    while (!is(Token::rbrace)) {
        if (!entries.empty()) expect(Token::comma);
        if (is(Token::rbrace)) break;
        ExprPtr key = parse_expression();
        expect(Token::colon);
        ExprPtr value = parse_expression();
        below = std::max({below, height(key), height(value)});
        entries.push_back({std::move(key), std::move(value)});
    }
    expect(Token::rbrace);
    return sized(below, std::make_unique<DictExpr>(std::move(entries)));
}

ExprPtr Parser::parse_postfix(ExprPtr node) {
    for (;;) {
        if (is(Token::dot))
            node = parse_attribute(std::move(node));
        else if (is(Token::lbracket))
            node = parse_subscript(std::move(node));
        else if (is(Token::lparen))
            node = parse_call(std::move(node));
        else
            return node;
    }
}

ExprPtr Parser::parse_filters(ExprPtr node) {
    for (;;) {
        if (take_if(Token::pipe))
            node = parse_filter(std::move(node));
        else if (take_name_if("is"))
            node = parse_test(std::move(node));
        else if (is(Token::lparen))
            node = parse_call(std::move(node));
        else
            return node;
    }
}

ExprPtr Parser::parse_attribute(ExprPtr object) {
    take();
    const std::uint32_t below = height(object);
    const std::uint32_t at = place();
    if (is(Token::name)) {
        auto attribute = std::make_unique<AttributeExpr>(std::move(object), take().text);
        return placed(at, sized(below, std::move(attribute)));
    }
    if (!is(Token::integer)) refuse("expected name or number");
    ExprPtr key = std::make_unique<ConstantExpr>(integer_literal(take().text));
    return placed(at, sized(below, std::make_unique<ItemExpr>(std::move(object), std::move(key))));
}

ExprPtr Parser::parse_subscript(ExprPtr object) {
    const std::uint32_t at = place();
    take();
    std::vector<ExprPtr> keys;
    std::array<ExprPtr, 3> slice;
    bool is_slice = false;
    std::uint32_t below = height(object);
    while (!is(Token::rbracket)) {
        if (!keys.empty()) {
            expect(Token::comma);
            if (is_slice) refuse("a slice cannot be part of a tuple");
        }
        keys.push_back(parse_subscript_part(object, slice, is_slice));
        below = std::max(
            {below, height(keys.back()), height(slice[0]), height(slice[1]), height(slice[2])}
        );
    }
    expect(Token::rbracket);
    if (is_slice)
        return placed(
            at, sized(below, std::make_unique<SliceExpr>(std::move(object), std::move(slice)))
        );
    ExprPtr key = keys.size() == 1 ? std::move(keys[0])
                                   : sized(below, std::make_unique<TupleExpr>(std::move(keys)));
    return placed(
        at, sized(below + 1, std::make_unique<ItemExpr>(std::move(object), std::move(key)))
    );
}

ExprPtr Parser::parse_subscript_part(
    const ExprPtr&, std::array<ExprPtr, 3>& slice, bool& is_slice
) {
    const auto is_part_end = [this] {
        return is(Token::colon) || is(Token::rbracket) || is(Token::comma);
    };
    if (!is(Token::colon)) {
        ExprPtr first = parse_expression();
        if (!is(Token::colon)) return first;
        slice[0] = std::move(first);
    }
    is_slice = true;
    take();
    if (!is_part_end()) slice[1] = parse_expression();
    if (take_if(Token::colon) && !is_part_end()) slice[2] = parse_expression();
    return nullptr;
}

ExprPtr Parser::parse_call(ExprPtr callee) {
    const std::uint32_t at = callee->at;
    ArgumentList args = parse_arguments();
    const std::uint32_t below = std::max(height(callee), args.height());
    return placed(at, sized(below, std::make_unique<CallExpr>(std::move(callee), std::move(args))));
}

ArgumentList Parser::parse_arguments() {
    expect(Token::lparen);
    ArgumentList args;
    const auto need = [this](bool is_allowed) {
        if (!is_allowed) refuse("invalid syntax for function call expression");
    };
    bool is_first = true;
    while (!is(Token::rparen)) {
        if (!is_first) {
            expect(Token::comma);
            if (is(Token::rparen)) break;
        }
        is_first = false;
        if (take_if(Token::mul)) {
            need(args.rest == nullptr && args.named_rest == nullptr);
            args.rest = parse_expression();
        } else if (take_if(Token::pow)) {
            need(args.named_rest == nullptr);
            args.named_rest = parse_expression();
        } else if (is(Token::name) && ahead().token == Token::assign) {
            need(args.named_rest == nullptr);
            std::string name = take().text;
            take();
            for (const auto& other : args.named)
                if (other.name == name) refuse("keyword argument repeated: " + name);
            args.named.push_back({std::move(name), parse_expression()});
        } else {
            need(args.rest == nullptr && args.named_rest == nullptr && args.named.empty());
            args.positional.push_back(parse_expression());
        }
    }
    expect(Token::rparen);
    return args;
}

std::string Parser::parse_dotted_name() {
    std::string name = expect(Token::name).text;
    while (take_if(Token::dot)) name += "." + expect(Token::name).text;
    return name;
}

std::unique_ptr<FilterExpr> Parser::parse_filter(ExprPtr input) {
    const int line = now().line;
    const std::uint32_t at = place();
    std::string name = parse_dotted_name();
    ArgumentList args;
    if (is(Token::lparen)) args = parse_arguments();
    const std::uint32_t below = std::max(height(input), args.height());
    auto filter =
        std::make_unique<FilterExpr>(std::move(input), std::move(name), std::move(args), line);
    return placed(at, sized(below, std::move(filter)));
}

std::unique_ptr<FilterExpr> Parser::parse_filter_chain() {
    std::unique_ptr<FilterExpr> chain;
    // A set block's chain starts with `|`, a filter block's with the name.
    take_if(Token::pipe);
    do chain = parse_filter(std::move(chain));
    while (take_if(Token::pipe));
    return chain;
}

ExprPtr Parser::parse_test(ExprPtr input) {
    const int line = now().line;
    const bool is_negated = take_name_if("not");
    const std::uint32_t at = place();
    std::string name = parse_dotted_name();
    ArgumentList args;
    const bool takes_argument = is(Token::name) || is(Token::string) || is(Token::integer) ||
                                is(Token::floating) || is(Token::lbracket) || is(Token::lbrace);
    if (is(Token::lparen)) {
        args = parse_arguments();
    } else if (takes_argument && !is_any_name({"else", "or", "and"})) {
        if (is_name("is")) refuse("You cannot chain multiple tests with is");
        args.positional.push_back(parse_postfix(parse_primary()));
    }
    const std::uint32_t below = std::max(height(input), args.height());
    auto made =
        std::make_unique<TestExpr>(std::move(input), std::move(name), std::move(args), line);
    ExprPtr test = placed(at, sized(below, std::move(made)));
    if (!is_negated) return test;
    return sized(below + 1, std::make_unique<NotExpr>(std::move(test)));
}

}  // namespace wf::expr::jinja
