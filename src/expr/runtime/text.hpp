// Values as text: str() of both languages, messages.
#pragma once
#include "expr/runtime/context.hpp"
#include "expr/runtime/object.hpp"
#include "value/python_text.hpp"

#include <string>

namespace wf::expr {

/// YAQL's str(): null, true, false as these words, lists as tuples; texts as they are.
std::string yaql_str(Context& context, const Value& value);
/// str() in a text with expressions around it: None, True, lists with brackets.
std::string inline_text(Context& context, const Value& value);
/// A receiver in a message, cut to a readable length.
std::string receiver_text(const Value& receiver);

/// Type name of a value in YAQL's messages: a JSON list is a tuple there.
std::string_view yaql_type_name(const Value& value);

/// Deeper values are refused before anything that walks them recursively (text, equality, hash).
void check_depth(const Value& value);

}  // namespace wf::expr
