#include "lang/yaml/write_scalar.hpp"

#include "lang/yaml/analysis.hpp"
#include "lang/yaml/scalar.hpp"
#include "value/python_text.hpp"
#include "value/utf8.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace wf::lang::yaml {
namespace {

constexpr std::size_t simple_key_max = 128;
// The emitter that we follow counts the tag "!!str" into a key's length although it is not written.
constexpr std::size_t hidden_tag_length = 5;

struct Escape {
    char32_t character;
    char letter;
};

constexpr Escape escapes[] = {
    {0x00, '0'},
    {0x07, 'a'},
    {0x08, 'b'},
    {0x09, 't'},
    {0x0A, 'n'},
    {0x0B, 'v'},
    {0x0C, 'f'},
    {0x0D, 'r'},
    {0x1B, 'e'},
    {'"', '"'},
    {'\\', '\\'},
    {0x85, 'N'},
    {0xA0, '_'},
    {0x2028, 'L'},
    {0x2029, 'P'},
};

// The plain text would be read as a text again.
bool reads_as_text(std::string_view text) {
    if (text == "=" || text == "<<") return false;
    const Scalar read = resolve_plain(text);
    return read && read->is_string();
}

// Folds at single blanks between two words.
void write_plain(Line& line, std::string_view text, const ScalarPlace& place) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t word = std::min(text.find_first_not_of(' ', at), text.size());
        if (word - at == 1 && line.is_long() && !place.is_key) {
            line.next(place.indent);
        } else {
            line.put(text.substr(at, word - at));
        }
        at = std::min(text.find(' ', word), text.size());
        line.put(text.substr(word, at - word));
    }
}

std::string doubled_quotes(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'') out += c;
        out += c;
    }
    return out;
}

void write_single(Line& line, std::string_view text, const ScalarPlace& place) {
    line.put("'");
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\n') {
            // One break more than meant: the first one folds away.
            line.line_break();
            for (; at < text.size() && text[at] == '\n'; ++at) line.line_break();
            line.pad_to(place.indent);
            continue;
        }
        if (text[at] == ' ') {
            const std::size_t end = std::min(text.find_first_not_of(' ', at), text.size());
            const bool inside = at != 0 && end != text.size();
            if (end - at == 1 && line.is_long() && !place.is_key && inside) {
                line.next(place.indent);
            } else {
                line.put(text.substr(at, end - at));
            }
            at = end;
            continue;
        }
        const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
        line.put(doubled_quotes(text.substr(at, end - at)));
        at = end;
    }
    line.put("'");
}

std::string escaped(char32_t c) {
    for (const Escape& escape : escapes) {
        if (escape.character == c) return {'\\', escape.letter};
    }
    constexpr std::string_view hex = "0123456789ABCDEF";
    const auto [letter, width] = c <= 0xFF     ? std::pair{'x', 2U}
                                 : c <= 0xFFFF ? std::pair{'u', 4U}
                                               : std::pair{'U', 8U};
    std::string out{'\\', letter};
    for (unsigned digit = width; digit-- > 0;) out += hex[(c >> (4U * digit)) & 0xFU];
    return out;
}

bool stands_for_itself(char32_t c, const YamlStyle& style) {
    if (c == '"' || c == '\\' || c == 0xFEFF) return false;
    if (c >= 0x20 && c <= 0x7E) return true;
    const bool separator = c == 0x2028 || c == 0x2029;
    return style.unicode && !separator &&
           ((c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD));
}

void write_double(
    Line& line, std::string_view text, const ScalarPlace& place, const YamlStyle& style
) {
    const std::u32string characters = utf8::decode_all(text);
    std::string run;
    std::size_t run_length = 0;
    const auto flush = [&] {
        line.put(run);
        run.clear();
        run_length = 0;
    };
    line.put("\"");
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i];
        const bool itself = stands_for_itself(c, style);
        if (!itself) {
            flush();
            line.put(escaped(c));
        }
        const bool inside = i > 0 && i + 1 < characters.size();
        const bool may_fold = inside && (c == ' ' || !itself) && !place.is_key;
        // The emitter that we follow counts one column less behind an escape.
        if (may_fold && (itself ? line.is_long(run_length) : line.is_longer_by_two())) {
            flush();
            line.put("\\");
            line.next(place.indent);
            // A blank at the start of a line would be taken for indentation.
            if ((itself ? c : characters[i + 1]) == ' ') line.put("\\");
        }
        if (itself) {
            utf8::append(run, c);
            ++run_length;
        }
    }
    flush();
    line.put("\"");
}

}  // namespace

void Line::put(std::string_view text) {
    text_ += text;
    column_ += utf8::count(text);
}

void Line::next(std::size_t indent) {
    line_break();
    pad_to(indent);
}

void Line::pad_to(std::size_t column) {
    if (column_ >= column) return;
    text_.append(column - column_, ' ');
    column_ = column;
}

bool write_text(
    Line& line, std::string_view text, const ScalarPlace& place, const YamlStyle& style
) {
    const TextAnalysis analysis = analyse(text, style);
    if (analysis.may_be_plain && reads_as_text(text)) {
        write_plain(line, text, place);
        return true;
    }
    if (analysis.may_be_single && !(place.is_key && analysis.has_breaks)) {
        write_single(line, text, place);
    } else {
        write_double(line, text, place, style);
    }
    return false;
}

bool is_simple_key(const Value& key) {
    if (key.is_list() || key.is_dict() || key.kind() == Kind::set) return key.empty();
    if (!key.is_string()) return true;
    const std::string_view text = key.as_string();
    return !text.empty() && !analyse(text, {}).has_breaks &&
           utf8::count(text) + hidden_tag_length < simple_key_max;
}

std::string float_text(double number) {
    if (std::isnan(number)) return ".nan";
    if (std::isinf(number)) return number > 0 ? ".inf" : "-.inf";
    std::string text = python_float(number);
    // "1e+20" would be read as a text.
    const std::size_t exponent = text.find('e');
    if (exponent != std::string::npos && text.find('.') == std::string::npos)
        text.insert(exponent, ".0");
    return text;
}

}  // namespace wf::lang::yaml
