// The short call syntax: tests/lang/call-syntax.jsonl.
#include "lang/statement/call_text.hpp"
#include "lang/testing/cases.hpp"
#include "value/json.hpp"

#include <doctest/doctest.h>

#include <sstream>

namespace wf::lang::testing {

TEST_CASE("calls are split as the table says") {
    std::istringstream lines{content_of(data_folder() / "call-syntax.jsonl")};
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        INFO(line);
        const auto row = parse_json(line);
        REQUIRE(row.has_value());
        const auto call = parse_call((*row)["text"].as_string());
        const Value& name = (*row)["name"];
        REQUIRE(call.has_value() == !name.is_null());
        if (!call) continue;
        CHECK(Value{call->name} == name);
        CHECK(to_json(call->as_dict()) == to_json((*row)["parameters"]));
    }
    CHECK(count > 40);
}

TEST_CASE("a transition's call is split without a blank, too") {
    const auto call = split_call("fail(msg='x')");
    REQUIRE(call.has_value());
    CHECK(call->name == "fail");
    CHECK(to_json(call->as_dict()) == R"({"msg":"x"})");
}

}  // namespace wf::lang::testing
