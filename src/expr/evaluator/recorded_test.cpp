// Replays tests/expr/recorded: random expressions with the answers of the reference
// implementations, which tools/expr_oracle/diff wrote.
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

/// With the members of every {"$set": [...]} in the order of their texts: sets have none.
Value with_sorted_sets(const Value& value) {
    if (value.is_list()) {
        std::vector<Value> items;
        for (const Value& item : value.items()) items.push_back(with_sorted_sets(item));
        return Value::list(std::move(items));
    }
    if (!value.is_dict()) return value;
    DictBuilder builder(value.size());
    for (const Member& member : value.members()) {
        Value inner = with_sorted_sets(member.value);
        if (member.key == Value("$set")) {
            std::vector<Value> members{inner.items().begin(), inner.items().end()};
            std::ranges::sort(members, {}, [](const Value& item) { return to_json(item); });
            inner = Value::list(std::move(members));
        }
        builder.set(member.key, std::move(inner));
    }
    return std::move(builder).freeze();
}

/// The same value, or a failure of the same kind.
bool agrees(const Value& recorded, const Value& found) {
    const Value* error = recorded.find("error");
    if (error == nullptr)
        return found.contains("result") &&
               identical(with_sorted_sets(recorded["result"]), with_sorted_sets(found["result"]));
    return (*error)["type"] == found["error"]["type"] &&
           (*error)["cause"] == found["error"]["cause"];
}

/// `data` of a recorded request is the number of one of the file's data contexts.
Value complete(const Value& request, const Value& contexts) {
    DictBuilder builder(request);
    builder.set("data", contexts.at(static_cast<std::size_t>(request["data"].as_int())));
    return std::move(builder).freeze();
}

std::size_t replay(const std::filesystem::path& path) {
    std::ifstream stream(path);
    std::string line;
    REQUIRE(std::getline(stream, line));
    const Value contexts = parse_json(line).value()["data"];
    std::size_t count = 0;
    while (std::getline(stream, line)) {
        const Value recorded = parse_json(line).value();
        testing::FixedRandom random;
        const AnswerWorld world{.random = random, .now = Instant{1'600'000'000'000}};
        const std::string found =
            answer_line(to_json(complete(recorded["request"], contexts)), world);
        INFO(path.string() << ": " << recorded["request"]["expression"].to_string());
        INFO("originals: " << to_json(recorded["answer"]));
        INFO("found:     " << found);
        CHECK(agrees(recorded["answer"], parse_json(found).value()));
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("recorded answers of the reference implementations are ours, too") {
    // src/expr/evaluator/recorded_test.cpp
    const auto root = std::filesystem::path{__FILE__}.parent_path() / ".." / ".." / "..";
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(root / "tests/expr/recorded"))
        if (entry.path().extension() == ".jsonl") count += replay(entry.path());
    CHECK(count > 0);
    MESSAGE(count << " recorded expressions");
}

}  // namespace wf::expr
