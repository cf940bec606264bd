// Scalars: plain over several lines, quoted, literal and folded blocks.
#include "expr/functions/yaml/plain.hpp"
#include "expr/functions/yaml/reader.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::yaml {

// Up to ": ", " #", a flow sign or a line that is not right of `parent`.
Value Reader::plain(int parent, bool in_flow) {
    constexpr std::string_view refused = "%@`";
    constexpr std::string_view flow_signs = ",[]{}";
    constexpr std::string_view closing = ",]}";
    if (refused.find(peek()) != std::string_view::npos ||
        closing.find(peek()) != std::string_view::npos)
        fail("found a character that cannot start any token");
    const bool is_key = !in_flow && parent < 0 && is_simple_key();
    std::string text;
    std::string separator;  // counts only if text follows
    for (;;) {
        const std::size_t start = at_;
        std::size_t stop = at_;
        for (; !at_end() && peek() != '\n'; ++at_) {
            const char c = peek();
            const bool flow_end = in_flow && flow_signs.find(c) != std::string_view::npos;
            const bool pair =
                c == ':' &&
                (is_blank(1) || (in_flow && flow_signs.find(peek(1)) != std::string_view::npos));
            if (flow_end || pair || c == '\t') break;
            if (c == '#' && at_ > start && (text_[at_ - 1] == ' ' || text_[at_ - 1] == '\t')) {
                at_ = stop;  // the blank before it makes it a comment
                break;
            }
            if (c != ' ' && c != '\r') stop = at_ + 1;
        }
        context_.budget().charge(stop - start);
        if (stop > start) text += separator;
        text += text_.substr(start, stop - start);
        if (is_key || at_end() || peek() != '\n') break;
        // Continued on the next line with content, if that is indented far enough.
        const std::size_t line_end = at_;
        std::size_t line_feeds = 0;
        while (peek() == '\n' || peek() == ' ' || peek() == '\r')
            line_feeds += text_[at_++] == '\n' ? 1 : 0;
        if (at_end() || column() <= parent || at_marker() || peek() == '#') {
            at_ = line_end;
            break;
        }
        separator = line_feeds == 1 ? " " : std::string(line_feeds - 1, '\n');
    }
    if (!is_key && !in_flow && peek() == ':') fail("mapping values are not allowed here");
    if (text.empty()) fail("expected the node content");
    return plain_value(text).value_or(Value(text));
}

std::string Reader::quoted() {
    return peek() == '"' ? double_quoted() : single_quoted();
}

// At a line feed inside of quotes: one becomes a blank, further ones stay.
void Reader::fold_lines(std::string& out) {
    while (!out.empty() && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
    std::size_t line_feeds = 0;
    while (peek() == '\n' || peek() == ' ' || peek() == '\t' || peek() == '\r')
        line_feeds += text_[at_++] == '\n' ? 1 : 0;
    if (at_marker()) fail("found unexpected document separator");
    out.append(line_feeds == 1 ? " " : std::string(line_feeds - 1, '\n'));
}

std::string Reader::single_quoted() {
    std::string out;
    ++at_;
    for (;;) {
        if (at_end()) fail("found unexpected end of stream in a quoted scalar");
        if (peek() == '\n') {
            fold_lines(out);
        } else if (peek() == '\'') {
            ++at_;
            if (peek() != '\'') break;
            out += text_[at_++];
        } else {
            out += text_[at_++];
        }
    }
    context_.budget().charge(out.size());
    return out;
}

std::string Reader::double_quoted() {
    std::string out;
    ++at_;
    for (;;) {
        if (at_end()) fail("found unexpected end of stream in a quoted scalar");
        const char c = peek();
        if (c == '"') break;
        if (c == '\n')
            fold_lines(out);
        else if (c == '\\')
            double_escape(out);
        else
            out += text_[at_++];
    }
    ++at_;
    context_.budget().charge(out.size());
    return out;
}

void Reader::double_escape(std::string& out) {
    constexpr std::string_view letters = "0abt\tnvfre \"/\\N_LP";
    constexpr char32_t codes[] = {
        0, 7, 8, 9, 9, 10, 11, 12, 13, 27, 32, 34, 47, 92, 0x85, 0xA0, 0x2028, 0x2029};
    const char letter = peek(1);
    if (letter == '\n') {
        // An escaped line feed is none; blanks of the next line do not count.
        at_ += 2;
        while (peek() == ' ' || peek() == '\t') ++at_;
        return;
    }
    if (const std::size_t simple = letters.find(letter);
        simple != std::string_view::npos && letter != '\0') {
        unicode::append(out, codes[simple]);
        at_ += 2;
        return;
    }
    const std::size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    if (digits == 0) fail("found unknown escape character");
    char32_t code_point = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char c = peek(2 + i);
        const std::string_view all = "0123456789abcdef";
        const char low = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        const std::size_t value = all.find(low);
        if (value == std::string_view::npos || c == '\0')
            fail("expected escape sequence of hexadecimal numbers");
        code_point = code_point * 16 + static_cast<char32_t>(value);
    }
    unicode::append(out, code_point);
    at_ += 2 + digits;
}

// "|" and ">" with their indicators; the first line with content sets the indentation.
std::string Reader::block_scalar(int parent) {
    const bool folded = text_[at_++] == '>';
    char chomping = ' ';
    int indent = -1;
    for (; !is_blank(0); ++at_) {
        if (peek() == '+' || peek() == '-')
            chomping = peek();
        else if (peek() >= '1' && peek() <= '9')
            indent = std::max(parent, 0) + (peek() - '0');
        else
            fail("expected chomping or indentation indicators");
    }
    skip_blanks();
    if (peek() == '#')
        while (!at_end() && peek() != '\n') ++at_;
    if (!at_end() && peek() != '\n' && peek() != '\r') fail("expected a comment or a line break");
    while (!at_end() && text_[at_++] != '\n') {
    }

    std::string out;
    std::string breaks;       // line feeds not decided yet
    bool after_more = false;  // the last line was indented further: its line feed stays
    for (bool first = true; !at_end();) {
        context_.budget().step();
        const std::size_t line = at_;
        while (peek() == ' ' && (indent < 0 || static_cast<int>(at_ - line) < indent)) ++at_;
        const bool empty = peek() == '\n' || at_end() || (peek() == '\r' && peek(1) == '\n');
        if (!empty && indent < 0) indent = std::max(static_cast<int>(at_ - line), parent + 1);
        if (!empty && (static_cast<int>(at_ - line) < indent || at_marker())) {
            at_ = line;
            break;
        }
        const std::size_t start = at_;
        while (!at_end() && peek() != '\n') ++at_;
        std::string_view content = text_.substr(start, at_ - start);
        if (content.ends_with('\r')) content.remove_suffix(1);
        const bool feed = !at_end();
        if (feed) ++at_;
        if (empty) {
            if (feed) breaks += '\n';
            continue;
        }
        const bool more = content[0] == ' ' || content[0] == '\t';
        if (!first && folded && !more && !after_more && breaks.size() == 1)
            breaks = " ";
        else if (!first && folded && !more && !after_more)
            breaks.erase(0, 1);
        context_.budget().charge(content.size() + breaks.size());
        out += breaks;
        out += content;
        breaks = feed ? "\n" : "";
        after_more = more;
        first = false;
    }
    // A step back: whoever reads on expects to be at the end of a line.
    if (at_ > 0 && text_[at_ - 1] == '\n') --at_;
    if (out.empty()) {
        if (chomping == '+') out = breaks;
    } else if (chomping == '+') {
        out += breaks;
    } else if (chomping == ' ' && !breaks.empty()) {
        out += '\n';
    }
    return out;
}

}  // namespace wf::expr::yaml
