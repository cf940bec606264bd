#include "expr/jinja/syntax/token.hpp"

namespace wf::expr::jinja {
namespace {

constexpr TokenText descriptions[] = {
    {Token::data, "template data / text"},
    {Token::variable_begin, "begin of print statement"},
    {Token::variable_end, "end of print statement"},
    {Token::block_begin, "begin of statement block"},
    {Token::block_end, "end of statement block"},
    {Token::name, "name"},
    {Token::string, "string"},
    {Token::integer, "integer"},
    {Token::floating, "float"},
    {Token::end, "end of template"},
};

}  // namespace

std::string describe(Token token) {
    for (const TokenText& row : descriptions) {
        if (row.token == token) return std::string{row.text};
    }
    for (const TokenText& row : operator_table) {
        if (row.token == token) return std::string{row.text};
    }
    return "token";
}

std::string describe(const Lexeme& lexeme) {
    const bool has_own_text = lexeme.token == Token::name || lexeme.token == Token::string ||
                              lexeme.token == Token::integer || lexeme.token == Token::floating;
    return has_own_text ? lexeme.text : describe(lexeme.token);
}

}  // namespace wf::expr::jinja
