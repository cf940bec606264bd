// The families of rows; tables.cpp and methods.cpp put them together.
#pragma once
#include "expr/jinja/builtin/builtin.hpp"

#include <span>

namespace wf::expr::jinja {

std::span<const Row> text_filters();
std::span<const Row> layout_filters();
std::span<const Row> html_filters();
std::span<const Row> link_filters();
std::span<const Row> json_filters();
std::span<const Row> number_filters();
std::span<const Row> sequence_filters();
std::span<const Row> order_filters();
std::span<const Row> select_filters();
std::span<const Row> value_filters();

std::span<const Row> type_tests();
std::span<const Row> value_tests();

std::span<const Row> sequence_globals();
std::span<const Row> object_globals();

std::span<const Row> text_case_methods();
std::span<const Row> text_search_methods();
std::span<const Row> text_split_methods();
std::span<const Row> text_shape_methods();
std::span<const Row> text_class_methods();

}  // namespace wf::expr::jinja
