// Macros, call blocks, and the statements that would load other templates.
#include "expr/jinja/ast/name.hpp"
#include "expr/jinja/syntax/parser.hpp"

namespace wf::expr::jinja {

std::vector<MacroDefinition::Parameter> Parser::parse_signature() {
    std::vector<MacroDefinition::Parameter> parameters;
    expect(Token::lparen);
    while (!is(Token::rparen)) {
        if (!parameters.empty()) expect(Token::comma);
        if (is(Token::rparen)) refuse_token("name");
        std::string name = parse_target_name();
        ExprPtr fallback;
        if (take_if(Token::assign))
            fallback = parse_expression();
        else if (!parameters.empty() && parameters.back().fallback != nullptr)
            refuse("non-default argument follows default argument");
        parameters.push_back({std::move(name), std::move(fallback)});
    }
    expect(Token::rparen);
    return parameters;
}

StatementPtr Parser::parse_macro() {
    std::string name = parse_target_name();
    auto parameters = parse_signature();
    expect(Token::block_end);
    Body body = parse_body({"endmacro"});
    take();
    auto definition =
        std::make_unique<MacroDefinition>(name, std::move(parameters), std::move(body));
    return std::make_unique<MacroStatement>(std::move(name), std::move(definition));
}

StatementPtr Parser::parse_call_block() {
    std::vector<MacroDefinition::Parameter> parameters;
    if (is(Token::lparen)) parameters = parse_signature();
    ExprPtr call = parse_expression();
    auto* as_call = dynamic_cast<CallExpr*>(call.get());
    if (as_call == nullptr) refuse("expected call");
    std::unique_ptr<CallExpr> owned{(static_cast<void>(call.release()), as_call)};
    expect(Token::block_end);
    Body body = parse_body({"endcall"});
    take();
    auto caller =
        std::make_unique<MacroDefinition>("caller", std::move(parameters), std::move(body));
    return std::make_unique<CallStatement>(std::move(owned), std::move(caller));
}

void Parser::skip_import_context() {
    const bool has_context = is_any_name({"with", "without"}) && ahead().text == "context";
    if (!has_context) return;
    take();
    take();
}

StatementPtr Parser::parse_include() {
    ExprPtr source = parse_expression();
    if (is_name("ignore") && ahead().text == "missing") {
        take();
        take();
    }
    skip_import_context();
    return std::make_unique<LoaderStatement>(std::move(source), jinja::Names{});
}

StatementPtr Parser::parse_import() {
    ExprPtr source = parse_expression();
    expect_name("as");
    jinja::Names names{parse_target_name()};
    skip_import_context();
    return std::make_unique<LoaderStatement>(std::move(source), std::move(names));
}

StatementPtr Parser::parse_from() {
    ExprPtr source = parse_expression();
    expect_name("import");
    jinja::Names names;
    while (!is(Token::block_end)) {
        if (!names.empty()) expect(Token::comma);
        if (!is(Token::name)) break;
        std::string name = parse_target_name();
        if (take_name_if("as")) name = parse_target_name();
        names.insert(std::move(name));
        skip_import_context();
    }
    if (names.empty()) refuse_token("name");
    return std::make_unique<LoaderStatement>(std::move(source), std::move(names));
}

StatementPtr Parser::parse_extends() {
    return std::make_unique<LoaderStatement>(parse_expression(), jinja::Names{});
}

}  // namespace wf::expr::jinja
