// Cuts a YAQL expression into tokens, one at a time: an error behind a syntax error is never seen.
#pragma once
#include "expr/yaql/token.hpp"

#include <string_view>

namespace wf::expr::yaql {

class Lexer {
public:
    /// `keyword_operator`: the token between name and value, normally "=>"; empty: there is none.
    Lexer(std::string_view source, std::string_view keyword_operator)
        : source_(source), keyword_operator_(keyword_operator) {}

    /// @throws SyntaxError at a character that starts no token.
    Lexeme next();

    std::string_view source() const { return source_; }

private:
    bool skip_blanks();
    Lexeme quoted(char quote);
    Lexeme verbatim();
    Lexeme variable();
    Lexeme number();
    Lexeme word();
    Lexeme sign();
    std::size_t end_of_word(std::size_t from) const;
    bool word_before(std::size_t position) const;
    Lexeme make(Token token, Value value, std::size_t stop);
    [[noreturn]] void illegal() const;

    std::string_view source_;
    std::string_view keyword_operator_;
    std::size_t position_ = 0;
};

/// The text between the quotes with its escapes replaced.
std::string unescape(std::string_view quoted);

}  // namespace wf::expr::yaql
