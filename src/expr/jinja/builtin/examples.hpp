// Examples of the rows of the tables: a bare expression, or a text with tags, and its value.
#pragma once
#include <span>
#include <string_view>

namespace wf::expr::jinja {

struct BuiltinExample {
    std::string_view name;        ///< of the row
    std::string_view expression;  ///< bare, unless it holds a tag
    std::string_view result;      ///< JSON
};

std::span<const BuiltinExample> examples_of_filters();
std::span<const BuiltinExample> examples_of_tests();
std::span<const BuiltinExample> examples_of_globals();
std::span<const BuiltinExample> examples_of_text_methods();
std::span<const BuiltinExample> examples_of_list_methods();
std::span<const BuiltinExample> examples_of_dict_methods();

}  // namespace wf::expr::jinja
