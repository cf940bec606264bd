// Which tasks of a direct workflow may lead to themselves again.
#pragma once
#include "lang/program.hpp"

namespace wf::lang {

/// Sets TaskSpec::may_loop, from the inbound sets.
void mark_loops(Program& program);

}  // namespace wf::lang
