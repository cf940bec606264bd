// A program can be made again from what is stored.
#include "lang/definitions.hpp"
#include "lang/testing/facts.hpp"
#include "value/json.hpp"

#include <doctest/doctest.h>

namespace wf::lang::testing {
namespace {

void check_same(const WorkflowDefinition& stored, std::string_view workbook) {
    const auto rebuilt = compile_workflow(stored.definition, stored.name, workbook);
    REQUIRE(rebuilt.has_value());
    CHECK(to_json(facts_of(**rebuilt)) == to_json(facts_of(*stored.program)));
}

}  // namespace

TEST_CASE("workflows of a list are rebuilt from their texts") {
    for (const char* text : {
             "version: '2.0'\nw:\n  tasks: {a: {action: x y=1, on-success: b}, b: {join: all}}\n",
             "version: '2.0'\nv: {output: {a: '*b', d: [2001-01-01]}, tasks: {a: {publish: {x: "
             "'1'}}}}\n"
             "5: {tasks: {a: {wait-before: 5}}}\n",
         }) {
        const auto parsed = parse_workflows(text);
        REQUIRE(parsed.has_value());
        for (const WorkflowDefinition& definition : *parsed) check_same(definition, "");
    }
}

TEST_CASE("members of a workbook are rebuilt from their texts") {
    const auto book =
        parse_workbook("version: '2.0'\nname: my.book\nworkflows:\n  w:\n    tasks: {a: {action: "
                       "x, on-success: b}, b: {action: y}}\n"
                       "  version-1: {type: reverse, tasks: {a: {requires: b}, b: {action: y}}}\n"
                       "actions:\n  q: {base: x y=1, input: [m, {n: 2}], output: {r: <% $ %>}}\n");
    REQUIRE(book.has_value());
    REQUIRE(book->workflows.size() == 2);
    for (const WorkflowDefinition& definition : book->workflows) check_same(definition, "my.book");

    const ActionDefinition& stored = book->actions[0];
    const auto action = compile_action(stored.definition, stored.name, "my.book");
    REQUIRE(action.has_value());
    CHECK((*action)->name == "my.book.q");
    CHECK((*action)->workbook_name == "my.book");
    CHECK((*action)->input.size() == 2);
    CHECK(to_json((*action)->base.input.source()) == R"({"y":1})");
    CHECK((*action)->output.has_value());
}

TEST_CASE("a text without the entry is refused") {
    const auto missing =
        compile_workflow("version: '2.0'\nw: {tasks: {a: {action: x}}}\n", "v", "");
    REQUIRE(!missing.has_value());
    CHECK(missing.error().message == "The stored definition has no entry 'v'");
    CHECK(!compile_workflow("a: [", "a", "").has_value());
    CHECK(!compile_action("", "a", "").has_value());
}

TEST_CASE("a definition that was stored without validation is rebuilt without it") {
    const std::string text =
        "version: '2.0'\nw: {tasks: {a: {action: x, foo: 1, on-success: nosuch}}}\n";
    CHECK(!parse_workflows(text).has_value());
    CHECK(parse_workflows(text, {.validate = false, .expressions = {}}).has_value());
    CHECK(compile_workflow(text, "w", "").has_value());
}

TEST_CASE("checksums are lower-case MD5") {
    CHECK(checksum_of("") == "d41d8cd98f00b204e9800998ecf8427e");
    CHECK(checksum_of("abc") == "900150983cd24fb0d6963f7d28e17f72");
}

}  // namespace wf::lang::testing
