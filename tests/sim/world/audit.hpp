// Memory is a cache of the database: what a tree in memory holds must be what its rows give.
#pragma once
#include "engine/rebuild.hpp"
#include "ports/storage.hpp"

#include <optional>
#include <string>

namespace wf::sim {

/// The first difference between a settled tree and one rebuilt from its rows.
std::optional<std::string> audit(
    const Tree& memory, Storage& disk, const engine::ProgramSource& programs
);

}  // namespace wf::sim
