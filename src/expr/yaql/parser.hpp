// Text to nodes. The grammar and its precedences are in spec/expressions.md 2.
#pragma once
#include "expr/yaql/node.hpp"

#include <string_view>

namespace wf::expr::yaql {

/// @throws SyntaxError
NodePtr parse(std::string_view source, std::string_view keyword_operator = "=>");

}  // namespace wf::expr::yaql
