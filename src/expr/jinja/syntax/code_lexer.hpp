// Tokens between the delimiters of a tag.
#pragma once
#include "expr/jinja/syntax/token.hpp"

#include <cstddef>
#include <string_view>

namespace wf::expr::jinja {

/// Which delimiter ends the tag that is being read.
enum class TagKind { variable, block, bare };

/// Reads tokens from `source` at `at` until the tag's end, which is appended as variable_end or
/// block_end with its whitespace rules applied; a bare expression ends with the source. Throws
/// SyntaxError.
class CodeLexer {
public:
    CodeLexer(std::string_view source, std::size_t at, int line, Lexemes& out)
        : source_(source), at_(at), line_(line), out_(out) {}

    void read(TagKind kind);

    std::size_t position() const { return at_; }

    int line() const { return line_; }

private:
    bool read_end(TagKind kind);
    bool skip_blanks();
    bool read_float();
    bool read_integer();
    bool read_name();
    bool read_string();
    bool read_operator();
    void balance(Token token, std::string_view text);
    void push(Token token, std::string text);
    void advance_over(std::string_view consumed);

    bool starts_with(std::string_view text) const { return source_.substr(at_).starts_with(text); }

    std::size_t digits_from(std::size_t at) const;

    std::string_view source_;
    std::size_t at_;
    int line_;
    Lexemes& out_;
    std::string open_;  // closing brackets still to come
};

}  // namespace wf::expr::jinja
