// From dirty trees to the rows of one commit, and back to clean.
#pragma once
#include "model/tree.hpp"
#include "ports/storage.hpp"

namespace wf {

/// Appends the tree's dirty rows; they stay marked until settle(). Keeps the root's `active` flag
/// true to the tree: `pending` says that follow-ups still wait.
void collect(Tree& tree, bool pending, ChangeSet& changes);
/// The commit has succeeded: nothing is dirty any more.
void settle(Tree& tree);
/// Rows that a commit would write now.
std::size_t dirty_rows(const Tree& tree);

}  // namespace wf
