// One thing that is wrong with a case, and where in its file: an expectation that does not hold, a
// step that was refused, a mistake in the file itself.
#pragma once
#include "lang/marked_yaml.hpp"
#include "value/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wf::cases {

using lang::MarkedYaml;
using lang::YamlMark;

struct Problem {
    YamlMark at;
    std::string text;                       ///< "task call: state", or all there is to say
    std::optional<Value> expected, actual;  ///< both or neither: an expectation
    YamlMark end = {};                      ///< behind the expected value, for updates
    std::vector<std::string> notes = {};    ///< what helps to understand it

    bool is_expectation() const { return actual.has_value(); }
};

using Problems = std::vector<Problem>;

/// The place of what concerns the file as a whole.
inline constexpr YamlMark whole_file{0, 0};

/// Anything but an expectation.
inline Problem problem_at(YamlMark at, std::string text) {
    return {at, std::move(text), std::nullopt, std::nullopt, {}, {}};
}

/// "path:3:7: text", below it expected and actual: short ones in a line each, long ones as the
/// lines in which they differ.
std::string to_report(const Problem& problem, const std::string& path);

}  // namespace wf::cases
