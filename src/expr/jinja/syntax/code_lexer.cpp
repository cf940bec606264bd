#include "expr/jinja/syntax/code_lexer.hpp"

#include "expr/jinja/syntax/lexer.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_digit_of(char c, int base) {
    if (base == 2) return c == '0' || c == '1';
    if (base == 8) return c >= '0' && c <= '7';
    if (base == 10) return is_digit(c);
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::string without_underscores(std::string_view digits) {
    std::string kept{digits};
    std::erase(kept, '_');
    return kept;
}

/// End of `_?digit` groups: underscores stand between digits only.
std::size_t grouped_digits(std::string_view source, std::size_t at, int base) {
    while (at < source.size()) {
        std::size_t next = at;
        if (source[next] == '_') ++next;
        if (next >= source.size() || !is_digit_of(source[next], base)) break;
        at = next + 1;
    }
    return at;
}

}  // namespace

void CodeLexer::read(TagKind kind) {
    for (;;) {
        if (open_.empty() && read_end(kind)) return;
        if (at_ >= source_.size()) {
            push(Token::end, {});
            return;
        }
        if (skip_blanks() || read_float() || read_integer() || read_name() || read_string() ||
            read_operator())
            continue;
        const std::size_t length = unicode::width(source_[at_]);
        throw SyntaxError{
            "unexpected char '" + std::string{source_.substr(at_, length)} + "' at " +
                std::to_string(unicode::length(source_.substr(0, at_))),
            line_,
            "TemplateSyntaxError",
            at_};
    }
}

bool CodeLexer::read_end(TagKind kind) {
    const std::string_view delimiter = kind == TagKind::block ? "%}" : "}}";
    const std::string_view rest = source_.substr(at_);
    const bool is_signed =
        !rest.empty() && (rest[0] == '-' || (rest[0] == '+' && kind == TagKind::block));
    if (!rest.substr(is_signed ? 1 : 0).starts_with(delimiter)) return false;
    push(kind == TagKind::block ? Token::block_end : Token::variable_end, {});
    std::size_t length = delimiter.size() + (is_signed ? 1 : 0);
    if (is_signed && rest[0] == '-') {
        length = rest.size() - unicode::strip(rest.substr(length), unicode::Side::left).size();
    } else if (!is_signed && kind == TagKind::block && rest.substr(length).starts_with('\n')) {
        ++length;  // trim_blocks
    }
    advance_over(rest.substr(0, length));
    return true;
}

bool CodeLexer::skip_blanks() {
    std::size_t end = at_;
    while (end < source_.size()) {
        std::size_t next = end;
        if (!unicode::is_space(unicode::decode(source_, next))) break;
        end = next;
    }
    if (end == at_) return false;
    advance_over(source_.substr(at_, end - at_));
    return true;
}

std::size_t CodeLexer::digits_from(std::size_t at) const {
    if (at >= source_.size() || !is_digit(source_[at])) return at;
    return grouped_digits(source_, at + 1, 10);
}

bool CodeLexer::read_float() {
    // `a.0.1` is two subscripts, not the number 0.1.
    if (at_ > 0 && source_[at_ - 1] == '.') return false;
    std::size_t end = digits_from(at_);
    if (end == at_) return false;
    bool is_float = false;
    if (end < source_.size() && source_[end] == '.') {
        const std::size_t fraction = digits_from(end + 1);
        if (fraction > end + 1) {
            end = fraction;
            is_float = true;
        }
    }
    if (end < source_.size() && (source_[end] == 'e' || source_[end] == 'E')) {
        std::size_t digits = end + 1;
        if (digits < source_.size() && (source_[digits] == '+' || source_[digits] == '-')) ++digits;
        const std::size_t exponent = digits_from(digits);
        if (exponent > digits) {
            end = exponent;
            is_float = true;
        }
    }
    if (!is_float) return false;
    push(Token::floating, without_underscores(source_.substr(at_, end - at_)));
    at_ = end;
    return true;
}

bool CodeLexer::read_integer() {
    if (!is_digit(source_[at_])) return false;
    const char mark = source_[at_] == '0' && at_ + 1 < source_.size()
                          ? static_cast<char>(source_[at_ + 1] | 0x20)
                          : ' ';
    const int base = mark == 'b' ? 2 : mark == 'o' ? 8 : mark == 'x' ? 16 : 10;
    std::size_t end = at_;
    if (base != 10) end = grouped_digits(source_, at_ + 2, base);
    if (base == 10 || end == at_ + 2) {
        end = at_ + 1;
        // A leading zero stands alone: `01` is two numbers.
        if (source_[at_] == '0')
            while (source_.substr(end).starts_with("0") || source_.substr(end).starts_with("_0"))
                end += source_[end] == '_' ? 2 : 1;
        else
            end = grouped_digits(source_, end, 10);
    }
    push(Token::integer, without_underscores(source_.substr(at_, end - at_)));
    at_ = end;
    return true;
}

bool CodeLexer::read_name() {
    std::size_t end = at_;
    while (end < source_.size()) {
        std::size_t next = end;
        if (!unicode::is_word(unicode::decode(source_, next))) break;
        end = next;
    }
    if (end == at_) return false;
    push(Token::name, std::string{source_.substr(at_, end - at_)});
    at_ = end;
    return true;
}

bool CodeLexer::read_string() {
    const char quote = source_[at_];
    if (quote != '"' && quote != '\'') return false;
    std::size_t end = at_ + 1;
    while (end < source_.size() && source_[end] != quote) end += source_[end] == '\\' ? 2 : 1;
    if (end >= source_.size()) return false;
    const std::string_view inside = source_.substr(at_ + 1, end - at_ - 1);
    push(Token::string, decode_string_literal(inside, line_));
    advance_over(source_.substr(at_, end + 1 - at_));
    return true;
}

bool CodeLexer::read_operator() {
    const auto* row = std::ranges::find_if(operator_table, [this](const TokenText& candidate) {
        return starts_with(candidate.text);
    });
    if (row == std::end(operator_table)) return false;
    balance(row->token, row->text);
    push(row->token, {});
    at_ += row->text.size();
    return true;
}

void CodeLexer::balance(Token token, std::string_view text) {
    if (token == Token::lparen) open_.push_back(')');
    if (token == Token::lbracket) open_.push_back(']');
    if (token == Token::lbrace) open_.push_back('}');
    if (token != Token::rparen && token != Token::rbracket && token != Token::rbrace) return;
    const std::string found = "unexpected '" + std::string{text} + "'";
    if (open_.empty()) throw SyntaxError{found, line_, "TemplateSyntaxError", at_};
    const char expected = open_.back();
    if (expected != text[0])
        throw SyntaxError{
            found + ", expected '" + expected + "'", line_, "TemplateSyntaxError", at_};
    open_.pop_back();
}

void CodeLexer::push(Token token, std::string text) {
    out_.push_back({token, line_, std::move(text), at_});
}

void CodeLexer::advance_over(std::string_view consumed) {
    line_ += static_cast<int>(std::ranges::count(consumed, '\n'));
    at_ += consumed.size();
}

}  // namespace wf::expr::jinja
