// A workflow case: definitions, a scripted world, the expected end. One YAML file each; how to
// write one is in docs/testing-workflows.md.
#pragma once
#include "app/cases/mock.hpp"
#include "app/cases/problem.hpp"
#include "lang/definitions.hpp"

#include <string>
#include <vector>

namespace wf::cases {

/// A definition document that the case brings along or names.
struct DefinitionSource {
    lang::DocumentKind kind = lang::DocumentKind::workflows;
    std::string text;
    std::string path;                ///< of the file that holds it
    YamlMark at;                     ///< where the case names it
    std::uint32_t lines_before = 0;  ///< of the file, in front of the text's first line
    std::uint32_t indent = 0;        ///< of the text in the file
    bool has_lines = true;  ///< false: written as a mapping, so its lines are not the file's
    std::string name_space = {};
};

struct WorkflowCase {
    std::string path;
    std::string about;
    std::vector<DefinitionSource> definitions;
    Value environments;  ///< {name: variables}
    Value options;       ///< engine options by name
    std::vector<Mock> mocks;
    std::vector<MarkedYaml> play;
    MarkedYaml expect;
    bool expects_something = false;  ///< there is an `expect`, however empty
};

/// Either the case or what is wrong with its file.
tl::expected<WorkflowCase, Problems> read_case(const std::string& path);
/// The same of a text; `path` is where it comes from.
tl::expected<WorkflowCase, Problems> parse_case(const std::string& path, std::string_view text);

/// All *.yaml below a folder that are cases, sorted: definition files may lie beside them.
/// @errors not_found
Result<std::vector<std::string>> find_cases(const std::string& folder);

}  // namespace wf::cases
