// What the parser makes nodes with: one function per production.
#pragma once
#include "expr/yaql/node.hpp"
#include "expr/yaql/token.hpp"

#include <string>

namespace wf::expr::yaql {

NodePtr make_constant(Value value);
NodePtr make_word(Value text);
NodePtr make_variable(std::string_view name);  ///< without "$"

/// How something is asked of a value.
struct Access {
    std::uint32_t place;  ///< of the word or name, byte offset in the expression
    bool elvis;           ///< `base?.word`
};

/// `base.word`
NodePtr make_property(NodePtr base, Value key, Access access);
NodePtr make_method_call(NodePtr base, std::string_view name, Arguments arguments, Access access);
/// `base.` and something that is neither a word nor a call: fails when it is evaluated.
NodePtr make_bad_access(NodePtr base, NodePtr right, Access access);
NodePtr make_index(NodePtr base, Arguments arguments, std::uint32_t place);
NodePtr make_list(Arguments arguments, std::uint32_t place);
NodePtr make_map(Arguments arguments, std::uint32_t place);
NodePtr make_call(std::string_view name, Arguments arguments, std::uint32_t place);
/// `lambda(expression)`, where delegates are allowed.
NodePtr make_delegate(Arguments arguments, std::uint32_t place);
/// `value(arguments)`, where delegates are allowed.
NodePtr make_delegate_call(NodePtr callee, Arguments arguments, std::uint32_t place);
/// `+`, `-`, `not`
NodePtr make_unary(Token op, NodePtr operand, std::uint32_t place);
/// All binary operators but `.` and `?.`; constants are folded where they cannot fail.
NodePtr make_binary(Token op, NodePtr left, NodePtr right, std::uint32_t place);

}  // namespace wf::expr::yaql
