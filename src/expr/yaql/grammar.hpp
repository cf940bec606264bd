// What may differ from the usual grammar of YAQL.
#pragma once
#include <string>

namespace wf::expr::yaql {

struct Grammar {
    std::string keyword_operator = "=>";  ///< between name and value; empty: no keyword arguments
    /// Values may be called, `value(args)`; the function `lambda` makes some to call.
    bool allow_delegates = false;
};

}  // namespace wf::expr::yaql
