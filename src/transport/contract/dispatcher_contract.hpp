// What every ActionDispatcher must do, as one test suite: call it from a test case of the adapter.
#pragma once
#include "ports/action_dispatcher.hpp"
#include "ports/command_sink.hpp"

#include <functional>
#include <memory>

namespace wf::testing {

/// Makes a dispatcher with whatever runs actions behind it; answers go to `sink`, which outlives
/// it. It must run std.noop and std.async_noop.
using MakeDispatcher = std::function<std::unique_ptr<ActionDispatcher>(CommandSink& sink)>;

/// Runs every rule of the contract as a doctest sub-case.
void check_dispatcher_contract(const MakeDispatcher& make);

}  // namespace wf::testing
