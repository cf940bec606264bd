// The result of an execution in a form that two runs can be compared by: no ids, no times, no order
// that depends on chance.
#pragma once
#include "ports/storage.hpp"

#include <string>

namespace wf::sim {

/// The tree below `root` as it is stored; empty if there is none.
std::string snapshot(Storage& disk, const Id& root);

/// Ids in a text replaced by one word.
std::string without_ids(std::string text);

}  // namespace wf::sim
