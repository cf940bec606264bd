// Reference pages generated from the tables that the program runs on.
#pragma once
#include "base/error.hpp"

#include <string>

namespace wf::app {

/// Writes options.md, errors.md, actions.md, expressions.md and states.md into `folder`, which is
/// created if needed.
Result<void> dump_reference(const std::string& folder);

}  // namespace wf::app
