// Starts a workflow on an engine in this process and follows it to its end.
#pragma once
#include "app/cli/run/display.hpp"
#include "app/cli/run/request.hpp"

namespace wf {
class Clock;
class CommandSink;
class Storage;
}  // namespace wf

namespace wf::cli {

struct Engine {
    Storage& storage;
    CommandSink& commands;
    const Clock& clock;
};

/// The last progress: final, PAUSED (nobody could resume it here), or whatever it was at the
/// timeout.
/// @errors those of the start.
Result<WorkflowProgress> follow(const RunRequest& request, const Engine& engine, Display& display);

/// 0 SUCCESS, 1 ERROR, 3 CANCELLED, 4 anything else: PAUSED, or the time was up.
int exit_code_of(State state);

}  // namespace wf::cli
