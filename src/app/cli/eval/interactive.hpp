// A line is an expression, or a command that begins with a colon.
#pragma once
#include "app/cli/command.hpp"
#include "app/cli/eval/session.hpp"

namespace wf::cli {

/// Reads lines until the input ends or :quit. With a terminal there are a prompt and a history;
/// from a pipe the lines are a script, which goes on after a failure. Returns exit_failure if
/// anything failed in a script, else exit_success.
int run_interactive(Session& session, const Streams& streams);

}  // namespace wf::cli
