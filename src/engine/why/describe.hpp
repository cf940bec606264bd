// A cause in words.
#pragma once
#include "engine/why/causes.hpp"

#include <string>
#include <string_view>

namespace wf::engine {

/// What an entry of the answer says besides its time and its task.
struct Entry {
    std::string text;
    DictBuilder facts;  ///< by kind: ids, names, numbers
    Causes below;
    WorkflowIx inside = no_ix;  ///< its causes go on in this workflow execution
};

std::string_view name_of(CauseKind kind);
Entry describe(const Tree& tree, const Cause& cause);

/// The id as clients know it.
std::string shown_id(const WorkflowExecutionRow& row);
/// Error texts may be long: their beginning.
std::string cut_text(std::string_view text);

}  // namespace wf::engine
