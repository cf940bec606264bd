#include "expr/jinja/syntax/lexer.hpp"

#include "expr/jinja/syntax/code_lexer.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

/// Line ends become line feeds, and exactly one at the end is dropped.
std::string normalize(std::string_view source) {
    std::string out;
    out.reserve(source.size());
    for (std::size_t at = 0; at < source.size(); ++at) {
        if (source[at] != '\r') {
            out.push_back(source[at]);
            continue;
        }
        out.push_back('\n');
        if (source.substr(at + 1).starts_with('\n')) ++at;
    }
    if (out.ends_with('\n')) out.pop_back();
    return out;
}

class TemplateLexer {
public:
    explicit TemplateLexer(std::string_view source) : source_(source) {}

    Lexemes run() {
        while (at_ < source_.size()) read_until_tag();
        out_.push_back({Token::end, line_, {}, at_});
        return std::move(out_);
    }

private:
    enum class Tag { variable, block, comment, raw };

    void read_until_tag() {
        const std::size_t begin = find_tag(at_);
        if (begin == std::string_view::npos) {
            push_data(source_.substr(at_));
            at_ = source_.size();
            return;
        }
        std::size_t inside = begin + 2;
        const Tag tag = tag_at(begin, inside);
        push_data(text_before(begin, tag));
        move_to(inside);
        switch (tag) {
        case Tag::variable: return read_code(Token::variable_begin, TagKind::variable);
        case Tag::block: return read_code(Token::block_begin, TagKind::block);
        case Tag::comment: return skip_comment();
        case Tag::raw: return read_raw();
        }
    }

    std::size_t find_tag(std::size_t from) const {
        for (std::size_t at = source_.find('{', from); at != std::string_view::npos;
             at = source_.find('{', at + 1)) {
            const char next = at + 1 < source_.size() ? source_[at + 1] : ' ';
            if (next == '{' || next == '%' || next == '#') return at;
        }
        return std::string_view::npos;
    }

    /// Kind of the tag at `begin`; moves `inside` behind delimiter and sign, for raw behind the
    /// tag.
    Tag tag_at(std::size_t begin, std::size_t& inside) const {
        if (inside < source_.size() && (source_[inside] == '-' || source_[inside] == '+')) ++inside;
        if (source_[begin + 1] == '{') return Tag::variable;
        if (source_[begin + 1] == '#') return Tag::comment;
        std::size_t end = after_word(inside, "raw");
        if (end == std::string_view::npos) return Tag::block;
        const bool strips = source_.substr(end).starts_with('-');
        if (!source_.substr(end + (strips ? 1 : 0)).starts_with("%}")) return Tag::block;
        inside = end + (strips ? 3 : 2);
        if (strips) inside = skip_blanks(inside);
        return Tag::raw;
    }

    std::size_t skip_blanks(std::size_t at) const {
        return source_.size() - unicode::strip(source_.substr(at), unicode::Side::left).size();
    }

    /// Position behind `word` and the blanks around it; npos if it is not there.
    std::size_t after_word(std::size_t at, std::string_view word) const {
        at = skip_blanks(at);
        if (!source_.substr(at).starts_with(word)) return std::string_view::npos;
        return skip_blanks(at + word.size());
    }

    /// Text from here to the tag, after `{%-` or lstrip_blocks took their part.
    std::string_view text_before(std::size_t begin, Tag tag) const {
        const char sign = begin + 2 < source_.size() ? source_[begin + 2] : ' ';
        const std::string_view text = source_.substr(at_, begin - at_);
        if (sign == '-') return unicode::strip(text, unicode::Side::right);
        if (sign == '+' || tag == Tag::variable) return text;
        const std::size_t feed = text.rfind('\n');
        const std::size_t line_start = feed == std::string_view::npos ? 0 : feed + 1;
        if (line_start == 0 && !is_at_line_start()) return text;
        const bool only_blanks = unicode::strip(text.substr(line_start)).empty();
        return only_blanks ? text.substr(0, line_start) : text;
    }

    bool is_at_line_start() const { return at_ == 0 || source_[at_ - 1] == '\n'; }

    void push_data(std::string_view text) {
        if (!text.empty()) out_.push_back({Token::data, line_, std::string{text}, at_});
    }

    void move_to(std::size_t position) {
        line_ += static_cast<int>(std::ranges::count(source_.substr(at_, position - at_), '\n'));
        at_ = position;
    }

    void read_code(Token begin, TagKind kind) {
        out_.push_back({begin, line_, {}, at_});
        CodeLexer code{source_, at_, line_, out_};
        code.read(kind);
        if (out_.back().token == Token::end) out_.pop_back();
        at_ = code.position();
        line_ = code.line();
    }

    void skip_comment() {
        const std::size_t end = source_.find("#}", at_);
        if (end == std::string_view::npos) throw SyntaxError{"Missing end of comment tag", line_};
        const char sign = end > at_ ? source_[end - 1] : ' ';
        move_to(after_tag_end(end + 2, sign));
    }

    /// Blanks after `-%}` or the line feed of trim_blocks are skipped, unless `+` forbids it.
    std::size_t after_tag_end(std::size_t end, char sign) const {
        if (sign == '-') return skip_blanks(end);
        return sign != '+' && source_.substr(end).starts_with('\n') ? end + 1 : end;
    }

    void read_raw() {
        for (std::size_t begin = source_.find("{%", at_); begin != std::string_view::npos;
             begin = source_.find("{%", begin + 1)) {
            std::size_t inside = begin + 2;
            const char open = inside < source_.size() ? source_[inside] : ' ';
            if (open == '-' || open == '+') ++inside;
            std::size_t end = after_word(inside, "endraw");
            if (end == std::string_view::npos) continue;
            const char close = end < source_.size() ? source_[end] : ' ';
            if (close == '-' || close == '+') ++end;
            if (!source_.substr(end).starts_with("%}")) continue;
            push_data(text_before(begin, Tag::raw));
            move_to(after_tag_end(end + 2, close));
            return;
        }
        throw SyntaxError{"Missing end of raw directive", line_};
    }

    std::string_view source_;
    std::size_t at_ = 0;
    int line_ = 1;
    Lexemes out_;
};

}  // namespace

Lexemes lex_template(std::string_view source) {
    const std::string text = normalize(source);
    return TemplateLexer{text}.run();
}

Lexemes lex_expression(std::string_view source) {
    const std::string text = normalize(source);
    Lexemes out;
    CodeLexer code{text, 0, 1, out};
    code.read(TagKind::bare);
    // A stray `}}` ends the reading early; the parser then finds more than an expression.
    if (out.back().token != Token::end)
        out.push_back({Token::end, code.line(), {}, code.position()});
    return out;
}

}  // namespace wf::expr::jinja
