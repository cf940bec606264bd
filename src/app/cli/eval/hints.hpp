// What to try instead: the nearest key or name, the signatures of a function, a way to write it.
#pragma once
#include "expr/evaluator/explain.hpp"

#include <string>

namespace wf::cli {

/// Lines without line feed at the end; empty if there is nothing to say. `data` is what was
/// evaluated against.
std::string hint_for(const expr::Explanation& failure, const Value& data);

}  // namespace wf::cli
