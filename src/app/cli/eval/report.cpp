#include "app/cli/eval/report.hpp"

#include "value/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace wf::cli {

namespace {

bool is_word(char c) {
    return c == '_' || c == '$' || std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Bytes to mark from `place` on: a word, or one sign.
std::size_t marked_bytes(std::string_view line, std::size_t place) {
    std::size_t end = place;
    while (end < line.size() && is_word(line[end])) ++end;
    return std::max<std::size_t>(end - place, 1);
}

/// Blanks as wide as `text`; tabs stay, they are as wide as the terminal says.
std::string blanks_for(std::string_view text) {
    std::string blanks;
    for (const char c : text) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
        if (!continues) blanks += c == '\t' ? '\t' : ' ';
    }
    return blanks;
}

std::string marked_line(std::string_view typed, std::size_t place) {
    place = std::min(place, typed.size());
    const std::size_t feed = typed.substr(0, place).rfind('\n');
    const std::size_t start = feed == std::string_view::npos ? 0 : feed + 1;
    const std::string_view line = typed.substr(start, typed.find('\n', start) - start);
    const std::size_t column = place - start;
    const std::string_view marked =
        line.substr(std::min(column, line.size()), marked_bytes(line, column));
    const std::size_t width = std::max<std::size_t>(utf8::count(marked), 1);
    const std::string pad = blanks_for(line.substr(0, column));
    return fmt::format("  {}\n  {}{}\n", line, pad, std::string(width, '^'));
}

}  // namespace

std::string report_text(
    std::string_view typed, const expr::Explanation& failure, std::string_view hint
) {
    std::string text = fmt::format("{}: {}\n", failure.kind, failure.message);
    if (failure.place) text += marked_line(typed, *failure.place);
    if (!hint.empty()) text += fmt::format("  {}\n", hint);
    return text;
}

}  // namespace wf::cli
