#include "lang/text/cut.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

std::size_t indentation(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// From the line of the name on: all lines that hold the value, then those that are indented deeper.
std::string cut_lines(std::string_view text, const yaml::Node& member) {
    const std::size_t margin = member.key_mark.column - 1;
    std::string out;
    std::size_t kept = 0;  // bytes of `out` up to the last line that is not blank
    std::uint32_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        std::string_view line = text.substr(begin, end - begin);
        begin = end;
        if (++number < member.key_mark.line) continue;
        const bool in_value =
            number < member.end.line || (number == member.end.line && member.end.column > 1);
        const bool deeper = is_blank(line) || indentation(line) > margin;
        if (number > member.key_mark.line && !in_value && !deeper) break;
        if (is_blank(line) && !in_value) {
            out += '\n';
            continue;
        }
        line.remove_prefix(std::min(margin, indentation(line)));
        out += line;
        kept = out.size();
    }
    out.resize(kept);
    if (!out.ends_with('\n')) out += '\n';
    return out;
}

std::string written_anew(const yaml::Node& member) {
    return write_yaml(Value::dict({{member.key, member.value}}));
}

bool reads_back(std::string_view cut, const yaml::Node& member) {
    const auto document = yaml::compose(cut, yaml::Typing::json);
    if (!document) return false;
    const yaml::Node& root = document->root;
    return root.children.size() == 1 && root.children[0].key == member.key &&
           identical(root.children[0].value, member.value);
}

}  // namespace

std::string cut_member(std::string_view text, const yaml::Node& member) {
    std::string cut = cut_lines(text, member);
    return reads_back(cut, member) ? cut : written_anew(member);
}

}  // namespace wf::lang
