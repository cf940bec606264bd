// Reading tokens, and the body of a template.
#include "expr/jinja/syntax/parser.hpp"

#include "expr/jinja/syntax/syntax_error.hpp"

#include <algorithm>

namespace wf::expr::jinja {

bool Parser::is_any_name(Names names) const {
    return is(Token::name) && std::ranges::find(names, now().text) != names.end();
}

Lexeme Parser::take() {
    // The last lexeme is the end; it is never consumed.
    if (at_ + 1 == lexemes_.size()) return lexemes_[at_];
    return std::move(lexemes_[at_++]);
}

bool Parser::take_if(Token token) {
    if (!is(token)) return false;
    take();
    return true;
}

bool Parser::take_name_if(std::string_view name) {
    if (!is_name(name)) return false;
    take();
    return true;
}

Lexeme Parser::expect(Token token) {
    if (!is(token)) refuse_token(describe(token));
    return take();
}

void Parser::expect_name(std::string_view name) {
    if (!take_name_if(name)) refuse_token(name);
}

void Parser::refuse(std::string message) const {
    throw SyntaxError{std::move(message), now().line, "TemplateSyntaxError", now().start};
}

void Parser::refuse_token(std::string_view expected) const {
    const std::string wanted{expected};
    if (is(Token::end)) refuse("unexpected end of template, expected '" + wanted + "'.");
    refuse("expected token '" + wanted + "', got '" + describe(now()) + "'");
}

Body Parser::parse_template() {
    Body body = parse_body({});
    return body;
}

ExprPtr Parser::parse_single_expression() {
    ExprPtr expression = parse_expression();
    if (!is(Token::end)) refuse("chunk after expression");
    return expression;
}

Body Parser::parse_body(Names ends) {
    const Nest nest{*this};
    if (ends.size() > 0) ends_.push_back(ends);
    Body body;
    while (!is(Token::end)) {
        if (is(Token::data)) {
            body.push_back(std::make_unique<TextStatement>(take().text));
        } else if (take_if(Token::variable_begin)) {
            body.push_back(parse_output());
        } else {
            take();
            if (ends.size() > 0 && is_any_name(ends)) {
                ends_.pop_back();
                return body;
            }
            body.push_back(parse_statement());
            expect(Token::block_end);
        }
    }
    if (ends.size() > 0) refuse_end();
    return body;
}

StatementPtr Parser::parse_output() {
    auto output = std::make_unique<OutputStatement>(parse_tuple(true));
    expect(Token::variable_end);
    return output;
}

void Parser::refuse_end() const {
    std::string message = "Unexpected end of template.";
    std::string tags;
    for (const std::string_view tag : ends_.back()) {
        if (!tags.empty()) tags += " or ";
        tags += "'" + std::string{tag} + "'";
    }
    message += " Jinja was looking for the following tags: " + tags + ".";
    message += " The innermost block that needs to be closed is '" + tags_.back() + "'.";
    refuse(std::move(message));
}

void Parser::refuse_unknown_tag(const std::string& name) const {
    std::string message = "Encountered unknown tag '" + name + "'.";
    if (!ends_.empty()) {
        std::string tags;
        for (const std::string_view tag : ends_.back()) {
            if (!tags.empty()) tags += " or ";
            tags += "'" + std::string{tag} + "'";
        }
        message += " Jinja was looking for the following tags: " + tags + ".";
        message += " The innermost block that needs to be closed is '" + tags_.back() + "'.";
    }
    refuse(std::move(message));
}

}  // namespace wf::expr::jinja
