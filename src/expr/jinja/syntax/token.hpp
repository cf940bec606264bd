// Tokens of a template. Texts of tokens are decoded: literals hold their value, not their spelling.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf::expr::jinja {

enum class Token : std::uint8_t {
    data,            // text between tags
    variable_begin,  // {{
    variable_end,    // }}
    block_begin,     // {%
    block_end,       // %}
    name,
    string,
    integer,
    floating,
    add,
    sub,
    mul,
    div,
    floordiv,
    mod,
    pow,
    tilde,
    lbracket,
    rbracket,
    lparen,
    rparen,
    lbrace,
    rbrace,
    eq,
    ne,
    gt,
    ge,
    lt,
    le,
    assign,
    dot,
    colon,
    pipe,
    comma,
    semicolon,
    end,
};

struct TokenText {
    Token token;
    std::string_view text;
};

/// Spelling of operators, longest first: the lexer takes the first that fits.
inline constexpr TokenText operator_table[] = {
    {Token::floordiv, "//"}, {Token::pow, "**"},      {Token::eq, "=="},    {Token::ne, "!="},
    {Token::ge, ">="},       {Token::le, "<="},       {Token::add, "+"},    {Token::sub, "-"},
    {Token::div, "/"},       {Token::mul, "*"},       {Token::mod, "%"},    {Token::tilde, "~"},
    {Token::lbracket, "["},  {Token::rbracket, "]"},  {Token::lparen, "("}, {Token::rparen, ")"},
    {Token::lbrace, "{"},    {Token::rbrace, "}"},    {Token::gt, ">"},     {Token::lt, "<"},
    {Token::assign, "="},    {Token::dot, "."},       {Token::colon, ":"},  {Token::pipe, "|"},
    {Token::comma, ","},     {Token::semicolon, ";"},
};

struct Lexeme {
    Token token = Token::end;
    int line = 1;
    std::string text;       ///< name, decoded string, digits without "_", data
    std::size_t start = 0;  ///< byte offset in the source
};

/// How a token is named in error messages.
std::string describe(const Lexeme& lexeme);
std::string describe(Token token);

using Lexemes = std::vector<Lexeme>;

}  // namespace wf::expr::jinja
