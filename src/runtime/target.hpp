// The object that a command is about.
#pragma once
#include "model/command.hpp"

#include <string>

namespace wf {

/// Nil for commands that start something.
Id target_of(const Command& command);

/// "WorkflowExecution not found [id=…]": what an unknown id is called depends on what was looked
/// for.
std::string missing_text(const Command& command, const Id& id);

}  // namespace wf
