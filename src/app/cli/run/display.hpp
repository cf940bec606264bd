// Shows progress while a workflow runs: a tree redrawn in place on a terminal, else a line per
// change.
#pragma once
#include "app/cli/run/snapshot.hpp"

#include <cstdio>
#include <map>
#include <memory>
#include <string>

namespace wf::cli {

class Display {
public:
    virtual ~Display() = default;
    virtual void show(const WorkflowProgress& progress, Instant now) = 0;
};

/// A tree if `to` is a terminal, else lines.
std::unique_ptr<Display> make_display(std::FILE* to);
std::unique_ptr<Display> line_display(std::FILE* to);
/// Shows nothing.
std::unique_ptr<Display> silent_display();

}  // namespace wf::cli
