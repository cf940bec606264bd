// The one implementation of GET on a collection, for any resource.
#pragma once
#include "api/resource/list_query.hpp"

namespace wf::api {

/// The id of a row as clients know it; executions with a chosen id overload it.
template <class Row>
std::string public_id(const Row& row) {
    return to_text(row.id);
}

inline std::string public_id(const WorkflowExecutionRow& row) {
    return row.alias.empty() ? to_text(row.id) : row.alias;
}

template <class Row>
Result<std::vector<Row>> read_page(
    const Call& call, const Resource<Row>& resource, const ListPlan& plan
) {
    if (plan.matches_nothing) return std::vector<Row>{};
    auto rows = (call.storage().*resource.list)(plan.query);
    if (!rows && rows.error().code == ErrorCode::not_found && plan.query.marker)
        return not_found(
            std::string{resource.not_found} + std::string{call.query().get("marker")} + "]"
        );
    return rows;
}

template <class Row>
Result<void> answer_list(
    const Call& call, const Resource<Row>& resource, const std::optional<PathFilter>& path = {}
) {
    const ListShape shape = shape_of(resource);
    WF_TRY(const ListPlan plan, plan_list(call, shape, path));
    WF_TRY(const std::vector<Row> rows, read_page(call, resource, plan));
    RowWriter out{call};
    write_rows<Row>(out, resource, plan.fields, rows);
    if (rows.size() == plan.limit) {
        out.raw(",\"next\":");
        out.text(next_link(call, shape, plan, public_id(rows.back())));
    }
    out.raw("}");
    return {};
}

/// The handler of a list.
template <const auto& resource>
Result<void> list_of(Call& call) {
    return answer_list(call, resource);
}

}  // namespace wf::api
