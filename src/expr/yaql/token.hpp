// Tokens of YAQL.
#pragma once
#include "value/value.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace wf::expr::yaql {

enum class Token : std::uint8_t {
    end,
    constant,  // number, quoted text, true, false, null
    word,      // a bare word: a constant text that may also be a key or a keyword
    variable,  // value: the name without $
    function,  // name and "("
    op_and,
    op_or,
    op_not,
    op_in,
    op_mod,
    dot,
    elvis,
    comma,
    left_bracket,
    right_bracket,
    left_brace,
    right_brace,
    left_paren,
    right_paren,
    plus,
    minus,
    star,
    slash,
    match,
    not_match,
    greater,
    less,
    greater_equal,
    less_equal,
    not_equal,
    equal,
    arrow,
    mapping,
};

struct Lexeme {
    Token token = Token::end;
    Value value;            ///< constant: its value; word, variable, function: the name
    std::size_t start = 0;  ///< byte offset in the expression
};

}  // namespace wf::expr::yaql
