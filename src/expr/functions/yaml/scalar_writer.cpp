// Choice of the style and the three ways of writing a text.
#include "expr/functions/yaml/scalar_writer.hpp"

#include "expr/functions/yaml/plain.hpp"
#include "expr/runtime/unicode.hpp"

#include <array>

namespace wf::expr::yaml {
namespace {

constexpr std::size_t best_width = 80;

bool is_blank_or_end(std::string_view text, std::size_t at) {
    return at >= text.size() || text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
}

// Only printable ASCII and line feeds may stand unescaped.
bool has_special_character(std::string_view text) {
    for (const char c : text)
        if (c != '\n' && (c < ' ' || c > '~')) return true;
    return false;
}

bool fits_plain(std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
    if (text.starts_with("---") || text.starts_with("...")) return false;
    constexpr std::string_view indicators = "#,[]{}&*!|>'\"%@`";
    if (indicators.find(text[0]) != std::string_view::npos) return false;
    if ((text[0] == '?' || text[0] == ':' || text[0] == '-') && is_blank_or_end(text, 1))
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') return false;
        if (text[i] == ':' && is_blank_or_end(text, i + 1)) return false;
        if (text[i] == '#' && i > 0 && text[i - 1] == ' ') return false;
    }
    return true;
}

/// Appends pieces and knows the column.
class Line {
public:
    Line(std::string& out, const ScalarPlace& place)
        : out_(out), place_(place), column_(place.column) {}

    void put(std::string_view piece) {
        out_ += piece;
        column_ += piece.size();
    }

    void fold() {
        out_ += '\n';
        out_.append(place_.indent, ' ');
        column_ = place_.indent;
    }

    void line_feed() {
        out_ += '\n';
        column_ = 0;
    }

    bool may_fold() const { return place_.may_fold; }

    bool is_full() const { return place_.may_fold && column_ > best_width; }

    std::size_t column() const { return column_; }

private:
    std::string& out_;
    const ScalarPlace& place_;
    std::size_t column_;
};

std::size_t run_end(std::string_view text, std::size_t from, bool (*same)(char)) {
    while (from < text.size() && same(text[from])) ++from;
    return from;
}

void write_plain(Line& line, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t word = run_end(text, at, [](char c) { return c != ' '; });
        line.put(text.substr(at, word - at));
        const std::size_t next = run_end(text, word, [](char c) { return c == ' '; });
        if (next - word == 1 && line.is_full())
            line.fold();
        else
            line.put(text.substr(word, next - word));
        at = next;
    }
}

void write_breaks(Line& line, std::size_t count) {
    // Folding eats the first one.
    for (std::size_t i = 0; i <= count - 1; ++i) line.line_feed();
    line.fold();
}

void write_single_quoted(Line& line, std::string_view text) {
    line.put("'");
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ') {
            const std::size_t next = run_end(text, at, [](char c) { return c == ' '; });
            const bool inside = at != 0 && next != text.size();
            if (next - at == 1 && inside && line.is_full())
                line.fold();
            else
                line.put(text.substr(at, next - at));
            at = next;
        } else if (text[at] == '\n') {
            const std::size_t next = run_end(text, at, [](char c) { return c == '\n'; });
            write_breaks(line, next - at);
            at = next;
        } else if (text[at] == '\'') {
            line.put("''");
            ++at;
        } else {
            const std::size_t next =
                run_end(text, at, [](char c) { return c != ' ' && c != '\n' && c != '\''; });
            line.put(text.substr(at, next - at));
            at = next;
        }
    }
    line.put("'");
}

std::string escaped(char32_t c) {
    constexpr std::string_view letters = "0abtnvfre\"\\N_LP";
    constexpr char32_t codes[] = {
        0, 7, 8, 9, 10, 11, 12, 13, 27, 34, 92, 0x85, 0xA0, 0x2028, 0x2029};
    for (std::size_t i = 0; i < letters.size(); ++i)
        if (codes[i] == c) return {'\\', letters[i]};
    const std::size_t digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
    std::string text = digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
    for (std::size_t i = digits; i-- > 0;) text += "0123456789ABCDEF"[c >> (4 * i) & 0xFU];
    return text;
}

bool needs_escape(char32_t c) {
    return c < ' ' || c > '~' || c == '"' || c == '\\';
}

void write_double_quoted(Line& line, std::string_view text) {
    line.put("\"");
    std::string pending;  // unescaped characters not written yet
    const auto flush = [&] {
        line.put(pending);
        pending.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at;
        const char32_t c = unicode::decode(text, next);
        const bool escape = needs_escape(c);
        if (escape) {
            flush();
            line.put(escaped(c));
        }
        const bool inside = at > 0 && next < text.size();
        const bool may_break = inside && (c == ' ' || escape) && line.may_fold();
        if (may_break && line.column() + pending.size() > best_width) {
            flush();
            line.put("\\");
            line.fold();
            // A blank at the start of a line would be lost.
            if (escape ? text[next] == ' ' : c == ' ') line.put("\\");
        }
        if (!escape) pending += text.substr(at, next - at);
        at = next;
    }
    flush();
    line.put("\"");
}

}  // namespace

bool is_multi_line(std::string_view text) {
    return text.find('\n') != std::string_view::npos;
}

ScalarStyle style_of(std::string_view text, bool as_key) {
    const bool blank_before_break = text.find(" \n") != std::string_view::npos;
    if (has_special_character(text) || blank_before_break) return ScalarStyle::double_quoted;
    if (as_key && is_multi_line(text)) return ScalarStyle::double_quoted;
    if (fits_plain(text) && !is_special_plain(text)) return ScalarStyle::plain;
    return ScalarStyle::single_quoted;
}

void write_scalar(
    std::string& out, std::string_view text, ScalarStyle style, const ScalarPlace& place
) {
    Line line(out, place);
    switch (style) {
    case ScalarStyle::plain: return write_plain(line, text);
    case ScalarStyle::single_quoted: return write_single_quoted(line, text);
    case ScalarStyle::double_quoted: return write_double_quoted(line, text);
    }
}

}  // namespace wf::expr::yaml
