// Reads *.test files: an expression, optionally `with {data}`, then `---- result` or `---- error
// Kind message`.
#pragma once
#include "expr/expression.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf::expr::testing {

struct DataCase {
    int line = 0;
    std::string text;
    std::string data;      ///< JSON; empty: null
    std::string options;   ///< JSON of the last `@options` line
    std::string expected;  ///< JSON, or "error Kind message"
};

/// Format: lines starting with '#' and blank lines between cases are skipped. A case is one or more
/// lines up to
/// `---- ...`; "   with " (three blanks) ends the expression. `@options {...}` holds for the cases
/// behind it.
std::vector<DataCase> read_cases(std::string_view content);

/// "" if the case holds, else what came instead.
std::string check(const DataCase& data_case);

}  // namespace wf::expr::testing
