// GET /v2/executions/ID/why: what an execution waits for, or what has ended it. The engine derives
// it from the tree (engine/why.hpp); this only hands the question over.
#include "api/resource/execution_fields.hpp"
#include "api/resource/routes.hpp"
#include "value/json.hpp"

namespace wf::api {
namespace {

void answer_explained(Call& call, const Reply& reply) {
    write_json(call.body(), reply.explanation, JsonStyle::python);
}

Result<void> explain_execution(Call& call) {
    WF_TRY(const WorkflowExecutionRow row, require_execution(call, call.argument(0)));
    call.submit(ExplainExecution{.workflow_execution_id = row.id}, answer_explained);
    return {};
}

constexpr Route routes[] = {
    {.method = http::Method::get,
     .path = "v2/executions/{}/why",
     .handler = explain_execution,
     .policy = "executions:why"},
};

}  // namespace

std::span<const Route> execution_why_routes() {
    return routes;
}

}  // namespace wf::api
