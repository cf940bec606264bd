// `action:` and `workflow:` of a task with its `input`, `base:` of an ad-hoc action with its
// `base-input`.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

namespace wf::lang {

/// What is called at `call`, with `input` (null: none) below the inline parameters.
CallSpec read_call(const Place& call, const Place* input, Checker& out);
/// A call that is not written down: `std.noop`.
CallSpec default_call(const Place* input, Checker& out);

}  // namespace wf::lang
