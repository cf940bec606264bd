// Commands whose answers the asking thread waits for.
#pragma once
#include "ports/command_sink.hpp"

#include <vector>

namespace wf {

/// Submits all of them and waits until each is answered; answers in the order of the commands. The
/// sink answers every command, also when it stops, so this ends.
std::vector<Result<Reply>> ask_all(CommandSink& sink, std::vector<Command> commands);

}  // namespace wf
