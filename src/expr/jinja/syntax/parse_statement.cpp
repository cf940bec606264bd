// Statements but for macros and loaders.
#include "expr/jinja/ast/block.hpp"
#include "expr/jinja/syntax/parser.hpp"

#include <algorithm>

namespace wf::expr::jinja {

StatementPtr Parser::parse_statement() {
    using Parse = StatementPtr (Parser::*)();

    struct Tag {
        std::string_view name;
        Parse parse;
    };

    static constexpr Tag tags[] = {
        {"for", &Parser::parse_for},
        {"if", &Parser::parse_if},
        {"set", &Parser::parse_set},
        {"with", &Parser::parse_with},
        {"filter", &Parser::parse_filter_block},
        {"autoescape", &Parser::parse_autoescape},
        {"block", &Parser::parse_block},
        {"print", &Parser::parse_print},
        {"macro", &Parser::parse_macro},
        {"call", &Parser::parse_call_block},
        {"include", &Parser::parse_include},
        {"import", &Parser::parse_import},
        {"from", &Parser::parse_from},
        {"extends", &Parser::parse_extends},
    };
    if (!is(Token::name)) refuse("tag name expected");
    const auto* tag = std::ranges::find(tags, now().text, &Tag::name);
    if (tag == std::end(tags)) refuse_unknown_tag(now().text);
    take();
    tags_.emplace_back(tag->name);
    StatementPtr statement = (this->*tag->parse)();
    tags_.pop_back();
    return statement;
}

StatementPtr Parser::parse_for() {
    ForStatement::Parts parts;
    parts.target = parse_target(TargetForm::tuple);
    expect_name("in");
    parts.iterable = parse_tuple(false, {"recursive"});
    if (take_name_if("if")) parts.condition = parse_expression();
    parts.is_recursive = take_name_if("recursive");
    expect(Token::block_end);
    parts.body = parse_body({"endfor", "else"});
    if (take().text == "else") {
        expect(Token::block_end);
        parts.otherwise = parse_body({"endfor"});
        take();
    }
    return std::make_unique<ForStatement>(std::move(parts));
}

StatementPtr Parser::parse_if() {
    std::vector<IfStatement::Branch> branches;
    for (;;) {
        ExprPtr condition = parse_tuple(false);
        expect(Token::block_end);
        branches.push_back({std::move(condition), parse_body({"elif", "else", "endif"})});
        const std::string tag = take().text;
        if (tag == "elif") continue;
        if (tag == "else") {
            expect(Token::block_end);
            branches.push_back({nullptr, parse_body({"endif"})});
            take();
        }
        return std::make_unique<IfStatement>(std::move(branches));
    }
}

StatementPtr Parser::parse_set() {
    TargetPtr target = parse_target(TargetForm::namespace_or_tuple);
    if (take_if(Token::assign))
        return std::make_unique<SetStatement>(std::move(target), parse_tuple(true));
    auto filter = is(Token::pipe) ? parse_filter_chain() : nullptr;
    expect(Token::block_end);
    Body body = parse_body({"endset"});
    take();
    return std::make_unique<SetBlockStatement>(
        std::move(target), std::move(filter), std::move(body)
    );
}

StatementPtr Parser::parse_with() {
    std::vector<WithStatement::Assignment> assignments;
    while (!is(Token::block_end)) {
        if (!assignments.empty()) expect(Token::comma);
        TargetPtr target = parse_target(TargetForm::tuple);
        expect(Token::assign);
        assignments.push_back({std::move(target), parse_expression()});
    }
    expect(Token::block_end);
    Body body = parse_body({"endwith"});
    take();
    return std::make_unique<WithStatement>(std::move(assignments), std::move(body));
}

StatementPtr Parser::parse_filter_block() {
    auto filter = parse_filter_chain();
    expect(Token::block_end);
    Body body = parse_body({"endfilter"});
    take();
    return std::make_unique<FilterStatement>(std::move(filter), std::move(body));
}

StatementPtr Parser::parse_autoescape() {
    ExprPtr enabled = parse_expression();
    expect(Token::block_end);
    Body body = parse_body({"endautoescape"});
    take();
    return std::make_unique<AutoescapeStatement>(std::move(enabled), std::move(body));
}

StatementPtr Parser::parse_block() {
    const Lexeme name = expect(Token::name);
    take_name_if("scoped");
    take_name_if("required");
    if (is(Token::sub))
        refuse("Block names in Jinja have to be valid Python identifiers and may not contain "
               "hyphens, use an "
               "underscore instead.");
    expect(Token::block_end);
    Body body = parse_body({"endblock"});
    take();
    take_name_if(name.text);
    return std::make_unique<BlockStatement>(name.text, std::move(body), name.line);
}

StatementPtr Parser::parse_print() {
    std::vector<IfStatement::Branch> all(1);
    while (!is(Token::block_end)) {
        if (!all[0].body.empty()) expect(Token::comma);
        all[0].body.push_back(std::make_unique<OutputStatement>(parse_expression()));
    }
    // A branch without a condition: the outputs one after the other.
    return std::make_unique<IfStatement>(std::move(all));
}

std::string Parser::parse_target_name() {
    const Lexeme name = expect(Token::name);
    static constexpr std::string_view constants[] = {
        "true", "false", "none", "True", "False", "None"};
    if (std::ranges::find(constants, name.text) != std::end(constants))
        refuse("can't assign to '" + name.text + "'");
    return name.text;
}

TargetPtr Parser::parse_target_part(TargetForm form) {
    const Nest nest{*this};
    if (take_if(Token::lparen)) {
        TargetPtr target = parse_target(form);
        expect(Token::rparen);
        return target;
    }
    if (!is(Token::name)) {
        // Whatever else stands here is an expression, which cannot be assigned to.
        parse_primary();
        refuse("can't assign to an expression");
    }
    std::string name = parse_target_name();
    if (form == TargetForm::namespace_or_tuple && take_if(Token::dot))
        return std::make_unique<NamespaceTarget>(std::move(name), expect(Token::name).text);
    return std::make_unique<NameTarget>(std::move(name));
}

TargetPtr Parser::parse_target(TargetForm form) {
    std::vector<TargetPtr> parts;
    parts.push_back(parse_target_part(form));
    if (!is(Token::comma)) return std::move(parts[0]);
    // `ns.a, b` is no target: an attribute stands alone.
    while (take_if(Token::comma)) {
        if (is(Token::rparen) || is_name("in")) break;
        parts.push_back(parse_target_part(TargetForm::tuple));
    }
    return std::make_unique<TupleTarget>(std::move(parts));
}

}  // namespace wf::expr::jinja
