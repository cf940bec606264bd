// An ad-hoc action.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

#include <memory>
#include <string_view>

namespace wf::lang {

void check_action(const Place& at, Checker& out);
/// Incomplete if `out` got errors.
std::shared_ptr<AdhocAction> read_action(const Place& at, std::string_view name, Checker& out);

}  // namespace wf::lang
