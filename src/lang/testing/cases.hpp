// Definition tests as data: tests/lang/**/*.test. The format is told in tests/lang/README.md.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace wf::lang::testing {

struct Case {
    std::string name;
    std::string kind = "workflows";
    std::vector<std::string> texts;  ///< each must meet the expectations
    bool accepted = false;
    bool validate = true;
    std::vector<std::string> expectations;
    std::size_t line = 0;  ///< in its file
};

std::filesystem::path data_folder();
std::string content_of(const std::filesystem::path& file);
std::vector<Case> read_cases(const std::string& content);
/// What is not as expected; empty if everything is.
std::vector<std::string> failures_of(const Case& test);

}  // namespace wf::lang::testing
