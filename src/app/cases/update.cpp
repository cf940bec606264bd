#include "app/cases/update.hpp"

#include "lang/yaml.hpp"
#include "value/json.hpp"

#include <algorithm>

namespace wf::cases {
namespace {

/// Byte offsets of marks, which count characters.
class Offsets {
public:
    explicit Offsets(const std::string& text) : text_(text) {
        lines_.push_back(0);
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') lines_.push_back(i + 1);
        }
    }

    std::size_t at(YamlMark mark) const {
        if (mark.line > lines_.size()) return text_.size();
        std::size_t offset = lines_[mark.line - 1];
        for (std::uint32_t column = 1; column < mark.column && offset < text_.size(); ++column) {
            ++offset;
            while (offset < text_.size() && is_continuation(text_[offset])) ++offset;
        }
        return offset;
    }

private:
    static bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

    const std::string& text_;
    std::vector<std::size_t> lines_;
};

struct Edit {
    std::size_t begin, end;
    std::string text;
};

bool is_plain(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    });
}

/// As YAML in flow style. Texts stay unquoted only if they would be read back as they are.
std::string flow_text(const Value& value) {
    if (value.is_string() && is_plain(value.as_string())) {
        const Result<Value> read = lang::parse_yaml(value.as_string());
        if (read && identical(*read, value)) return value.to_string();
    }
    return to_json(value, JsonStyle::python);
}

}  // namespace

Updated update_expectations(
    const std::string& text, const WorkflowCase& test, const CaseResult& result
) {
    Updated updated{text};
    const Offsets offsets{text};
    std::vector<Edit> edits;
    for (const Problem& problem : result.problems) {
        if (!problem.is_expectation()) continue;
        std::string value = flow_text(*problem.actual);
        const std::size_t begin = offsets.at(problem.at);
        if (begin > 0 && text[begin - 1] == ':') value.insert(0, " ");
        edits.push_back({begin, offsets.at(problem.end), std::move(value)});
    }
    std::ranges::sort(edits, std::ranges::greater{}, &Edit::begin);
    for (const Edit& edit : edits)
        updated.text.replace(edit.begin, edit.end - edit.begin, edit.text);
    updated.count = edits.size();
    if (!test.expects_something && result.summary.is_dict()) {
        if (!updated.text.ends_with('\n')) updated.text += '\n';
        updated.text += lang::write_yaml(Value::dict({{"expect", result.summary}}));
        ++updated.count;
    }
    return updated;
}

}  // namespace wf::cases
