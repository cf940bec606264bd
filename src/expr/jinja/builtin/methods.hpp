// The method tables of Python's types.
#pragma once
#include "expr/jinja/builtin/builtin.hpp"

namespace wf::expr::jinja {

const BuiltinTable& text_methods();
const BuiltinTable& list_methods();
const BuiltinTable& tuple_methods();
const BuiltinTable& dict_methods();
const BuiltinTable& integer_methods();
const BuiltinTable& float_methods();
const BuiltinTable& set_methods();

/// Name of a method that changes its receiver: append, update ...
bool changes_receiver(std::string_view name);

}  // namespace wf::expr::jinja
