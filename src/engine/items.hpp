// with-items: evaluating the sources and the variables of one item.
#pragma once
#include "engine/scope.hpp"

#include <vector>

namespace wf::engine {

struct Items {
    std::vector<Value> sources;  ///< one list per with-items entry
    std::int64_t count = 0;
};

/// Lists of equal length. A text gives its characters, a mapping its keys. @errors
/// evaluation_failed.
Result<Items> evaluate_items(const Step& step, TaskIx task);
/// {variable: value, …} for one index.
Value item_variables(const TaskSpec& spec, const std::vector<Value>& sources, std::uint32_t index);

}  // namespace wf::engine
