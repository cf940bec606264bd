// The only writer of a tree. Total: an event that does not fit is a programmer's mistake.
#pragma once
#include "model/event.hpp"

namespace wf::engine {

/// Writes one event and marks the rows it changed for the next commit.
void apply(Tree& tree, const Event& event);
/// As above; takes over what the event carries.
void apply(Tree& tree, Event&& event);

}  // namespace wf::engine
