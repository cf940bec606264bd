#include "app/cases/problem.hpp"

#include "app/cases/diff.hpp"
#include "lang/yaml.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

namespace wf::cases {
namespace {

constexpr std::size_t short_max = 60;  // longer values are compared by lines

std::string indented(std::string_view text, std::string_view margin) {
    std::string out;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        out += fmt::format("{}{}\n", margin, text.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

bool is_long(const Value& value) {
    const bool is_collection = value.is_dict() || value.is_list();
    return is_collection && to_json(value, JsonStyle::python).size() > short_max;
}

std::string comparison(const Value& expected, const Value& actual) {
    if (is_long(expected) && is_long(actual)) {
        return "    - expected, + actual:\n" +
               indented(line_diff(lang::write_yaml(expected), lang::write_yaml(actual)), "    ");
    }
    return fmt::format(
        "    expected: {}\n    actual:   {}\n",
        to_json(expected, JsonStyle::python),
        to_json(actual, JsonStyle::python)
    );
}

}  // namespace

std::string to_report(const Problem& problem, const std::string& path) {
    const std::string place =
        problem.at.line == 0 ? path
                             : fmt::format("{}:{}:{}", path, problem.at.line, problem.at.column);
    std::string out = fmt::format("{}: {}\n", place, problem.text);
    if (problem.is_expectation()) out += comparison(*problem.expected, *problem.actual);
    for (const std::string& note : problem.notes) out += indented(note, "    ");
    return out;
}

}  // namespace wf::cases
