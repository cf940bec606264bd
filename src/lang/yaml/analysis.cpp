#include "lang/yaml/analysis.hpp"

#include "value/utf8.hpp"

namespace wf::lang::yaml {
namespace {

constexpr char32_t next_line = 0x85;
constexpr char32_t line_separator = 0x2028;
constexpr char32_t paragraph_separator = 0x2029;
constexpr char32_t byte_order_mark = 0xFEFF;

bool is_break(char32_t c) {
    return c == '\n' || c == next_line || c == line_separator || c == paragraph_separator;
}

bool is_blank_or_end(char32_t c) {
    return c == 0 || c == ' ' || c == '\t' || c == '\r' || is_break(c);
}

bool is_special(char32_t c, const YamlStyle& style) {
    if (c == '\n' || (c >= 0x20 && c <= 0x7E)) return false;
    // The breaks of YAML 1.1 that are no line feeds are safe in double quotes only.
    const bool printable =
        (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    return !printable || is_break(c) || c == byte_order_mark || !style.unicode;
}

struct Walk {
    bool indicator = false;  // `#` behind a blank, `: ` and the like
    bool special = false;    // only double quotes can write it
    bool breaks = false;
    bool break_then_blank = false;
    bool blank_then_break = false;
    char32_t last = 0;

    // `first`: nothing stands before. `next` is 0 at the end.
    void step(char32_t c, char32_t next, bool is_first, const YamlStyle& style) {
        if (c == ':' && is_blank_or_end(next)) indicator = true;
        if (c == '#' && !is_first && is_blank_or_end(last)) indicator = true;
        if (is_special(c, style)) special = true;
        if (is_break(c)) {
            breaks = true;
            if (last == ' ') blank_then_break = true;
        }
        if (c == ' ' && !is_first && is_break(last)) break_then_blank = true;
        last = c;
    }
};

bool begins_like_syntax(std::u32string_view start) {
    constexpr std::u32string_view never = U"#,[]{}&*!|>'\"%@`";
    if (never.find(start[0]) != std::u32string_view::npos) return true;
    const bool mark = start[0] == '?' || start[0] == ':' || start[0] == '-';
    return mark && is_blank_or_end(start.size() > 1 ? start[1] : 0);
}

}  // namespace

TextAnalysis analyse(std::string_view text, const YamlStyle& style) {
    if (text.empty()) return {.may_be_plain = false, .may_be_single = true, .has_breaks = false};
    const std::u32string characters = utf8::decode_all(text);
    Walk walk;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char32_t next = i + 1 < characters.size() ? characters[i + 1] : 0;
        walk.step(characters[i], next, i == 0, style);
    }
    if (begins_like_syntax(characters)) walk.indicator = true;
    if (text.starts_with("---") || text.starts_with("...")) walk.indicator = true;

    const auto is_edge = [](char32_t c) { return c == ' ' || is_break(c); };
    const bool edges = is_edge(characters.front()) || is_edge(characters.back());
    const bool only_double = walk.blank_then_break || walk.special;
    return {
        .may_be_plain =
            !edges && !walk.break_then_blank && !only_double && !walk.breaks && !walk.indicator,
        .may_be_single = !walk.break_then_blank && !only_double,
        .has_breaks = walk.breaks,
    };
}

}  // namespace wf::lang::yaml
