// Plays tests/lang/**/*.test.
#include "lang/testing/cases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace wf::lang::testing {

TEST_CASE("definitions in tests/lang are judged and compiled as their files say") {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{data_folder()}) {
        if (entry.path().extension() == ".test") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::size_t count = 0;
    for (const std::filesystem::path& file : files) {
        for (const Case& test : read_cases(content_of(file))) {
            INFO(file.filename().string() << ":" << test.line << " " << test.name);
            CHECK(!test.texts.empty());
            for (const std::string& failure : failures_of(test)) FAIL_CHECK(failure);
            ++count;
        }
    }
    CHECK(count > 100);
}

}  // namespace wf::lang::testing
