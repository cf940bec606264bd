// docs/reference/expressions.md, from the tables of functions, filters, tests and methods.
#pragma once
#include <string>

namespace wf::app {

std::string expressions_page();

}  // namespace wf::app
