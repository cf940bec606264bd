#include "app/cases/match.hpp"

#include "app/cases/keys.hpp"
#include "value/json.hpp"

#include <algorithm>

namespace wf::cases {
namespace {

bool is_pattern(const Value& expected) {
    if (!expected.is_string()) return false;
    const std::string_view text = expected.as_string();
    return text.size() > 1 && text.front() == '/' && text.back() == '/';
}

bool contains_pattern(const Value& actual, std::string_view pattern) {
    const std::string text =
        actual.is_string() ? actual.to_string() : to_json(actual, JsonStyle::python);
    return text.find(pattern.substr(1, pattern.size() - 2)) != std::string::npos;
}

bool has_all_keys(const Value& actual, const MarkedYaml& expected) {
    return std::ranges::all_of(expected.children, [&](const MarkedYaml& member) {
        return actual.find(member.key) != nullptr;
    });
}

void differs(
    const std::string& what, const Value& actual, const MarkedYaml& expected, Problems& problems
) {
    problems.push_back({expected.mark, what, expected.value, actual, expected.end, {}});
}

}  // namespace

void compare(
    const std::string& what,
    const Value& actual,
    const MarkedYaml& expected,
    Dicts dicts,
    Problems& problems
) {
    if (is_pattern(expected.value)) {
        if (!contains_pattern(actual, expected.value.as_string()))
            differs(what, actual, expected, problems);
        return;
    }
    if (expected.is_mapping() && actual.is_dict() && !expected.children.empty()) {
        const bool same_size = dicts == Dicts::parts || actual.size() == expected.value.size();
        if (!same_size || !has_all_keys(actual, expected))
            return differs(what, actual, expected, problems);
        for (const MarkedYaml& member : expected.children) {
            const std::string part = what + "." + key_text(member);
            compare(part, *actual.find(member.key), member, dicts, problems);
        }
        return;
    }
    if (expected.is_list() && actual.is_list() && expected.children.size() == actual.size()) {
        for (std::size_t i = 0; i < actual.size(); ++i) {
            const std::string part = what + "[" + std::to_string(i) + "]";
            compare(part, actual.at(i), expected.children[i], dicts, problems);
        }
        return;
    }
    if (!identical(actual, expected.value)) differs(what, actual, expected, problems);
}

}  // namespace wf::cases
