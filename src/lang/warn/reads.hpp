// Which names of the context an expression reads for sure. A glance at its text, not an analysis:
// what is not certain (lambdas rebind `$`, defaults and tests tolerate a missing name) is left out.
#pragma once
#include <functional>
#include <string_view>

namespace wf::lang {

/// Calls `visit(name)` for `x` of each `$.x` and `_.x` in the expressions of `text`.
void for_each_read(std::string_view text, const std::function<void(std::string_view)>& visit);

}  // namespace wf::lang
