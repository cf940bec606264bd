// Showing where a text is wrong.
#include "lang/yaml/node.hpp"

#include <algorithm>

namespace wf::lang::yaml {
namespace {

constexpr std::size_t shown_max = 160;

std::string_view line_of(std::string_view text, std::uint32_t number) {
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < number && begin < text.size(); ++line) {
        const std::size_t feed = text.find('\n', begin);
        begin = feed == std::string_view::npos ? text.size() : feed + 1;
    }
    std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// Where a column, which counts characters, begins.
std::size_t byte_of(std::string_view line, std::uint32_t column) {
    std::size_t byte = 0;
    for (std::uint32_t passed = 1; byte < line.size(); ++byte) {
        const bool begins = (static_cast<unsigned char>(line[byte]) & 0xC0U) != 0x80U;
        if (begins && passed++ == column) break;
    }
    return byte;
}

}  // namespace

std::string with_snippet(const Failure& failure, std::string_view text) {
    std::string out = failure.problem + " at " + std::to_string(failure.mark.line) + ":" +
                      std::to_string(failure.mark.column);
    const std::string_view line = line_of(text, failure.mark.line);
    if (const auto advice = advice_for(failure, line.substr(byte_of(line, failure.mark.column)));
        !advice.empty()) {
        out += "; ";
        out += advice;
    }
    const bool printable = std::ranges::all_of(line, [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    });
    if (line.empty() || line.size() > shown_max || !printable) return out;
    out += "\n    ";
    out += line;
    std::ranges::replace(out, '\t', ' ');  // so that the mark below stands where it belongs
    out += "\n    ";
    out.append(failure.mark.column - 1, ' ');
    return out + "^";
}

}  // namespace wf::lang::yaml
