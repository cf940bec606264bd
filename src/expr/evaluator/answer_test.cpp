// Asks what the files of tests/expr/evaluator ask.
#include "expr/evaluator/answer.hpp"
#include "expr/testing/fakes.hpp"
#include "value/json.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

namespace wf::expr {
namespace {

/// Every member of an expected error has to be there; anything else has to be the same.
bool fits(const Value& expected, const Value& found) {
    if (!expected.contains("error")) return identical(expected, found);
    if (!identical(expected["id"], found["id"]) || found.contains("result")) return false;
    return std::ranges::all_of(expected["error"].members(), [&](const Member& member) {
        const Value* value = found["error"].find(member.key);
        return value != nullptr && *value == member.value;
    });
}

void check_case(const Value& data_case) {
    testing::FixedRandom random;
    const AnswerWorld world{.random = random, .now = Instant{1'600'000'000'000}};
    const Value* line = data_case.find("line");
    const std::string found = line != nullptr ? answer_line(line->as_string(), world)
                                              : answer_line(to_json(data_case["request"]), world);
    INFO(data_case["about"].to_string());
    INFO("expected: " << to_json(data_case["answer"]));
    INFO("found:    " << found);
    CHECK(fits(data_case["answer"], parse_json(found).value()));
}

}  // namespace

TEST_CASE("the evaluator answers as the files in tests/expr/evaluator say") {
    // src/expr/evaluator/answer_test.cpp
    const auto root = std::filesystem::path{__FILE__}.parent_path() / ".." / ".." / "..";
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(root / "tests/expr/evaluator"))
        files.push_back(entry.path());
    CHECK(!files.empty());
    for (const auto& file : files) {
        std::ifstream stream(file);
        int number = 0;
        for (std::string line; std::getline(stream, line);) {
            ++number;
            if (line.empty() || line.starts_with('#')) continue;
            INFO(file.string() << ":" << number);
            const Result<Value> data_case = parse_json(line);
            REQUIRE(data_case);
            check_case(*data_case);
        }
    }
}

}  // namespace wf::expr
