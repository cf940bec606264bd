// A workflow: its own keys, then its tasks linked to a program.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace wf::lang {

void check_workflow(const Place& at, Checker& out);
/// The program of the body at `at`; incomplete if `out` got errors. `name` is the one inside its
/// document.
std::shared_ptr<Program> read_workflow(const Place& at, std::string_view name, Checker& out);

}  // namespace wf::lang
