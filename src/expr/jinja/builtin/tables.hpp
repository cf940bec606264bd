// The tables of filters, tests and global functions; the manual is printed from them.
#pragma once
#include "expr/jinja/builtin/builtin.hpp"

namespace wf::expr::jinja {

/// Without the workflow functions, which are filters too.
const BuiltinTable& filters();
const BuiltinTable& tests();
/// range, dict, namespace ...; without the workflow functions.
const BuiltinTable& global_functions();

}  // namespace wf::expr::jinja
