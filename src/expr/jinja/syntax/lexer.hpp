// Text to tokens, with the whitespace rules of blocks already applied.
#pragma once
#include "expr/jinja/syntax/token.hpp"

#include <string>
#include <string_view>

namespace wf::expr::jinja {

/// Tokens of a template: data, `{{`, `}}`, `{%`, `%}` and what is between, then Token::end.
/// Throws SyntaxError.
Lexemes lex_template(std::string_view source);

/// Tokens of a bare expression, as if it stood between `{{` and `}}`. Throws SyntaxError.
Lexemes lex_expression(std::string_view source);

/// Value of the inside of a quoted literal: Python's escapes. Throws SyntaxError.
std::string decode_string_literal(std::string_view inside, int line);

}  // namespace wf::expr::jinja
