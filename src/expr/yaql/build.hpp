// What the parser makes nodes with: one function per production.
#pragma once
#include "expr/yaql/node.hpp"
#include "expr/yaql/token.hpp"

#include <string>

namespace wf::expr::yaql {

NodePtr make_constant(Value value);
NodePtr make_word(Value text);
NodePtr make_variable(std::string_view name);  ///< without "$"

/// `base.word`; `elvis`: `base?.word`.
NodePtr make_property(NodePtr base, Value key, bool elvis);
NodePtr make_method_call(NodePtr base, std::string_view name, Arguments arguments, bool elvis);
/// `base.` and something that is neither a word nor a call: fails when it is evaluated.
NodePtr make_bad_access(NodePtr base, NodePtr right, bool elvis);
NodePtr make_index(NodePtr base, Arguments arguments);
NodePtr make_list(Arguments arguments);
NodePtr make_map(Arguments arguments);
NodePtr make_call(std::string_view name, Arguments arguments);
/// `+`, `-`, `not`
NodePtr make_unary(Token op, NodePtr operand);
/// All binary operators but `.` and `?.`; constants are folded where they cannot fail.
NodePtr make_binary(Token op, NodePtr left, NodePtr right);

}  // namespace wf::expr::yaql
