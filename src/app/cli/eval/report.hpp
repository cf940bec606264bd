// A failed expression as text: what, where, and what to try instead.
#pragma once
#include "expr/evaluator/explain.hpp"

#include <string>
#include <string_view>

namespace wf::cli {

/// "KeyError: 'nmae'", the line with a mark under the place, and the hint; ends with a line feed.
std::string report_text(
    std::string_view typed, const expr::Explanation& failure, std::string_view hint
);

}  // namespace wf::cli
