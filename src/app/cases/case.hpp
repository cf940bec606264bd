// A workflow case: definitions, a scripted world, the expected end. One YAML file each; how to
// write one is in tests/workflows/README.md.
#pragma once
#include "base/error.hpp"
#include "value/value.hpp"

#include <string>
#include <vector>

namespace wf::cases {

struct WorkflowCase {
    std::string path;
    std::string about;
    std::string workflow;  ///< text of a workflow list
    std::string workbook;  ///< text of a workbook, or empty
    std::string actions;   ///< text of an action list, or empty
    Value environments;    ///< {name: variables}
    Value options;         ///< engine options by name
    std::vector<Value> play;
    Value expect;
};

Result<WorkflowCase> read_case(const std::string& path);
/// All *.yaml below a folder, sorted.
std::vector<std::string> find_cases(const std::string& folder);

}  // namespace wf::cases
