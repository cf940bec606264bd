// Token rules of YAQL.
#include "expr/yaql/lexer.hpp"

#include "expr/runtime/unicode.hpp"
#include "expr/yaql/syntax_error.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace wf::expr::yaql {
namespace {

struct Sign {
    std::string_view text;
    Token token;
};

// Longer signs before their beginnings.
constexpr Sign signs[] = {
    {"->", Token::arrow},         {"?.", Token::elvis},
    {"=~", Token::match},         {"!~", Token::not_match},
    {">=", Token::greater_equal}, {"<=", Token::less_equal},
    {"!=", Token::not_equal},     {".", Token::dot},
    {"[", Token::left_bracket},   {"]", Token::right_bracket},
    {"{", Token::left_brace},     {"}", Token::right_brace},
    {"(", Token::left_paren},     {")", Token::right_paren},
    {",", Token::comma},          {"+", Token::plus},
    {"-", Token::minus},          {"*", Token::star},
    {"/", Token::slash},          {">", Token::greater},
    {"<", Token::less},           {"=", Token::equal},
};

constexpr Sign word_operators[] = {
    {"and", Token::op_and},
    {"or", Token::op_or},
    {"not", Token::op_not},
    {"in", Token::op_in},
    {"mod", Token::op_mod},
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

Lexeme Lexer::next() {
    if (!skip_blanks()) return Lexeme{Token::end, {}, source_.size()};
    const char c = source_[position_];
    if (c == '$') return variable();
    if (c == '\'' || c == '"') return quoted(c);
    if (c == '`') return verbatim();
    if (is_digit(c)) return number();
    std::size_t after = position_;
    if (unicode::is_word(unicode::decode(source_, after))) return word();
    return sign();
}

bool Lexer::skip_blanks() {
    position_ = source_.find_first_not_of(" \t\r\n", position_);
    if (position_ != std::string_view::npos) return true;
    position_ = source_.size();
    return false;
}

Lexeme Lexer::make(Token token, Value value, std::size_t stop) {
    const std::size_t start = position_;
    position_ = stop;
    return Lexeme{token, std::move(value), start};
}

void Lexer::illegal() const {
    std::size_t after = position_;
    unicode::decode(source_, after);
    std::string message = "Lexical error: illegal character '";
    message += source_.substr(position_, after - position_);
    message += "' at position ";
    message += std::to_string(unicode::length(source_.substr(0, position_)));
    throw SyntaxError{true, std::move(message), position_};
}

Lexeme Lexer::quoted(char quote) {
    for (std::size_t at = position_ + 1; at < source_.size(); ++at) {
        if (source_[at] == '\\') {
            ++at;
        } else if (source_[at] == quote) {
            const std::string_view inner = source_.substr(position_ + 1, at - position_ - 1);
            return make(Token::constant, unescape(inner), at + 1);
        }
    }
    illegal();
}

Lexeme Lexer::verbatim() {
    std::string text;
    for (std::size_t at = position_ + 1; at < source_.size(); ++at) {
        if (source_[at] == '`') return make(Token::constant, text, at + 1);
        if (source_[at] == '\\' && at + 1 < source_.size() && source_[at + 1] == '`') ++at;
        text.push_back(source_[at]);
    }
    illegal();
}

std::size_t Lexer::end_of_word(std::size_t from) const {
    while (from < source_.size()) {
        std::size_t after = from;
        if (!unicode::is_word(unicode::decode(source_, after))) break;
        from = after;
    }
    return from;
}

// Words and numbers begin at a boundary; `1.5abc` is cut into 1, "." and an illegal character.
bool Lexer::word_before(std::size_t position) const {
    if (position == 0) return false;
    std::size_t before = position - 1;
    while (before > 0 && (static_cast<unsigned char>(source_[before]) & 0xC0U) == 0x80) --before;
    return unicode::is_word(unicode::decode(source_, before));
}

Lexeme Lexer::variable() {
    const std::size_t stop = end_of_word(position_ + 1);
    return make(Token::variable, source_.substr(position_ + 1, stop - position_ - 1), stop);
}

Lexeme Lexer::number() {
    if (word_before(position_)) illegal();
    std::size_t whole = position_;
    while (whole < source_.size() && is_digit(source_[whole])) ++whole;
    if (end_of_word(whole) != whole) illegal();
    std::size_t fraction = whole;
    if (whole + 1 < source_.size() && source_[whole] == '.' && is_digit(source_[whole + 1])) {
        ++fraction;
        while (fraction < source_.size() && is_digit(source_[fraction])) ++fraction;
        if (end_of_word(fraction) != fraction) fraction = whole;
    }
    const std::string_view digits = source_.substr(position_, fraction - position_);
    if (fraction == whole) return make(Token::constant, Value::integer_from_text(digits), whole);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return make(Token::constant, number, fraction);
}

Lexeme Lexer::word() {
    std::size_t after = position_;
    const bool digit_first = unicode::is_decimal(unicode::decode(source_, after));
    if (digit_first || word_before(position_)) illegal();
    const std::size_t stop = end_of_word(position_);
    const std::string_view text = source_.substr(position_, stop - position_);
    if (stop < source_.size() && source_[stop] == '(') return make(Token::function, text, stop + 1);
    if (text.starts_with("__")) illegal();
    if (text == "true" || text == "false") return make(Token::constant, text == "true", stop);
    if (text == "null") return make(Token::constant, nullptr, stop);
    for (const Sign& row : word_operators)
        if (text == row.text) return make(row.token, text, stop);
    return make(Token::word, text, stop);
}

Lexeme Lexer::sign() {
    const std::string_view rest = source_.substr(position_);
    const auto* row =
        std::ranges::find_if(signs, [&](const Sign& sign) { return rest.starts_with(sign.text); });
    const std::size_t length = row == std::end(signs) ? 0 : row->text.size();
    // The longest sign wins; the keyword operator may look like another sign.
    const bool is_mapping = !keyword_operator_.empty() && keyword_operator_.size() >= length &&
                            rest.starts_with(keyword_operator_);
    if (is_mapping)
        return make(Token::mapping, keyword_operator_, position_ + keyword_operator_.size());
    if (length == 0) illegal();
    return make(row->token, row->text, position_ + length);
}

}  // namespace wf::expr::yaql
