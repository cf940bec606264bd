// Growth: what one execution costs must grow with what happens in it, never faster. Definitions of
// two sizes are generated and played; rows and bytes written are compared, times are shown.
#pragma once
#include <cstddef>

namespace wf::cases {

/// 0: everything grows linearly; a line per scenario is printed. `factor`: how much larger than
/// usual.
int run_scale(std::size_t factor);

}  // namespace wf::cases
