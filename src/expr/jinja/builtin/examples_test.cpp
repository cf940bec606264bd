// The examples of the manual hold, belong to something, and are there for everything.
#include "expr/jinja/builtin/examples.hpp"
#include "expr/jinja/builtin/methods.hpp"
#include "expr/jinja/builtin/tables.hpp"
#include "expr/testing/data_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace wf::expr::jinja {
namespace {

void check_table(const BuiltinTable& table, std::span<const BuiltinExample> examples) {
    for (const BuiltinExample& example : examples) {
        INFO(example.name);
        CHECK(table.find(example.name) != nullptr);
        const std::string text{example.expression};
        const bool is_text = text.find("{%") != std::string::npos;
        const testing::DataCase data_case{
            .line = 0,
            .text = is_text ? text : "{{ " + text + " }}",
            .data = {},
            .options = {},
            .expected = std::string{example.result}};
        INFO(data_case.text);
        const std::string wrong = testing::check(data_case);
        INFO("found: " << wrong);
        CHECK(wrong.empty());
    }
    for (const Builtin& builtin : table.all()) {
        INFO(builtin.name());
        CHECK(std::ranges::find(examples, builtin.name(), &BuiltinExample::name) != examples.end());
        CHECK(!builtin.row->doc.empty());
    }
}

}  // namespace

TEST_CASE("the examples of Jinja2's filters, tests, functions and methods hold") {
    check_table(filters(), examples_of_filters());
    check_table(tests(), examples_of_tests());
    check_table(global_functions(), examples_of_globals());
    check_table(text_methods(), examples_of_text_methods());
    check_table(list_methods(), examples_of_list_methods());
    check_table(dict_methods(), examples_of_dict_methods());
}

}  // namespace wf::expr::jinja
