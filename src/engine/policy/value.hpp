// Evaluated policy values, checked for their type right before use.
#pragma once
#include "engine/scope.hpp"

#include <string_view>

namespace wf::engine {

/// An integer ≥ 0. @errors evaluation_failed "Invalid data type in RetryPolicy: '1' is not of type
/// 'integer'".
Result<std::int64_t> integer_policy(
    const TaskScope& scope, const expr::Template& text, std::string_view policy
);
/// A boolean. @errors as integer_policy
Result<bool> boolean_policy(
    const TaskScope& scope, const expr::Template& text, std::string_view policy
);

}  // namespace wf::engine
