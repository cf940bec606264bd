// Reads the signature text of a function row.
#pragma once
#include "expr/functions/registry.hpp"

namespace wf::expr {

/// A malformed signature is a programmer's mistake (asserts).
Function read_signature(const FunctionRow& row);

}  // namespace wf::expr
