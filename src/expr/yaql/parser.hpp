// Text to nodes. The precedences are a table in parser.cpp.
#pragma once
#include "expr/yaql/grammar.hpp"
#include "expr/yaql/node.hpp"

#include <string_view>

namespace wf::expr::yaql {

/// @throws SyntaxError
NodePtr parse(std::string_view source, const Grammar& grammar = {});

}  // namespace wf::expr::yaql
