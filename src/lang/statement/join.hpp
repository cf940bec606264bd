// `join:` of a task.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

namespace wf::lang {

void check_join(const Place& at, Checker& out);
/// 0 means no join.
JoinSpec read_join(const yaml::Node* join);

}  // namespace wf::lang
