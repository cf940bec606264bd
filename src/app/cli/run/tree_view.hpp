// The progress of an execution as a tree of lines. Pure: the same progress, the same text.
#pragma once
#include "app/cli/run/snapshot.hpp"

#include <string>
#include <vector>

namespace wf::cli {

struct TreeStyle {
    bool colour = false;
    bool unicode = true;
    std::size_t width = 80;   ///< longer lines are cut
    std::size_t height = 24;  ///< finished tasks give way when there are more lines
    Instant now;
};

/// One text per line, without newline.
std::vector<std::string> tree_lines(const WorkflowProgress& progress, const TreeStyle& style);

/// "0.8s", "12s", "3m05s".
std::string span_text(Millis span);

}  // namespace wf::cli
