// Operators that a constant operand rules out, whatever the other operand is.
#pragma once
#include "expr/yaql/node.hpp"
#include "expr/yaql/token.hpp"

#include <optional>
#include <string_view>

namespace wf::expr::yaql {

/// The operator's name in messages if no overload takes the constants among the operands. As with
/// functions this is found out before the other operand is evaluated.
std::optional<std::string_view> refused_operator(Token op, const Node& left, const Node& right);

}  // namespace wf::expr::yaql
