// Filters of lists: "op:value" texts as conditions for storage and as parts of the `next` link.
#pragma once
#include "api/resource/list_query.hpp"

#include <string>
#include <string_view>

namespace wf::api {

struct OperatorValue {
    FilterOp op = FilterOp::eq;
    std::string_view name = "eq";
    std::string_view value;
};

/// "gt:5" -> (gt, "5"); without a known prefix the whole text, compared for equality.
OperatorValue split_operator(std::string_view text);

/// Adds what the parameter with this value asks for to the plan.
Result<void> add_filter(
    ListPlan& plan,
    const Call& call,
    const ListShape& shape,
    const ListParameter& parameter,
    std::string_view value
);

}  // namespace wf::api
