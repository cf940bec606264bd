// `retry:` of a task, as a mapping or in one line: `retry: count=3 delay=5`.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

#include <optional>

namespace wf::lang {

void check_retry(const Place& at, Checker& out);
/// Checks the grammar of its expressions and compiles them.
std::optional<RetrySpec> read_retry(const Place& at, Checker& out);

}  // namespace wf::lang
