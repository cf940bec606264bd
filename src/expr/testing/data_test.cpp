// Runs tests/expr/**/*.test and the examples of all functions.
#include "expr/functions/registry.hpp"
#include "expr/testing/data_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace wf::expr::testing {
namespace {

std::filesystem::path source_folder() {
    // src/expr/testing/data_test.cpp
    return std::filesystem::path{__FILE__}.parent_path().parent_path().parent_path().parent_path();
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::stringstream content;
    content << stream.rdbuf();
    return content.str();
}

TEST_CASE("expressions in tests/expr give what their files say") {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(source_folder() / "tests" / "expr"))
        if (entry.path().extension() == ".test") files.push_back(entry.path());
    std::ranges::sort(files);
    CHECK(!files.empty());
    std::size_t count = 0;
    for (const auto& file : files) {
        for (const DataCase& data_case : read_cases(content_of(file))) {
            const std::string wrong = check(data_case);
            INFO(file.string() << ":" << data_case.line);
            INFO(data_case.text << "   with " << data_case.data);
            INFO("expected: " << data_case.expected);
            INFO("found:    " << wrong);
            CHECK(wrong.empty());
            ++count;
        }
    }
    MESSAGE(count << " expressions");
}

TEST_CASE("the examples of the functions hold") {
    for (const Function& function : Registry::standard().all()) {
        for (const Example& example : function.row->examples) {
            if (example.expression.empty()) continue;
            const DataCase data_case{
                .line = 0,
                .text = "<% " + std::string{example.expression} + " %>",
                .data = {},
                .options = {},
                .expected = std::string{example.result}};
            INFO(data_case.text);
            const std::string wrong = check(data_case);
            INFO("found: " << wrong);
            CHECK(wrong.empty());
        }
    }
}

}  // namespace
}  // namespace wf::expr::testing
