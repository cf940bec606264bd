// Inbound and outbound contexts of tasks: derived from who triggered whom and who published what,
// never stored. Immutable values share structure, so a context costs
// what it adds.
#pragma once
#include "engine/step.hpp"

#include <vector>

namespace wf::engine {

/// Branch variables that the task sees. Memoised.
const Context& inbound_context(const Tree& tree, const EngineOptions& options, TaskIx task);
/// Inbound overlaid with what the task published. Memoised once the task is completed.
const Context& outbound_context(const Tree& tree, const EngineOptions& options, TaskIx task);
/// Merge of the end tasks' outbound contexts; reverse: the target's.
Value final_context(const Tree& tree, const EngineOptions& options, WorkflowIx workflow);

/// Merges `other` into `base`: dicts recursively; for a conflicting leaf the side that was
/// published strictly more often on its way wins, else `base` stays.
Context merge_contexts(const Context& base, const Context& other);
/// `inbound` with `published` on top, counting one more version for every published leaf.
Context publish_into(
    const Context& inbound, const Value& published, bool recursively, bool versioned
);

}  // namespace wf::engine
