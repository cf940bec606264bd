// std.http and std.mistral_http: from parameters to an HTTP call. Sending it is http/client.
#include "executor/actions/definitions.hpp"

#include <fmt/format.h>

namespace wf::actions {

Plan http_plan(const ActionRequest& request, const ActionSettings& settings) {
    const Value& input = request.input;
    if (truthy(input["body"]) && truthy(input["json"])) {
        return NotInstantiated{"Only one of the parameters 'json' and 'body' can be passed"};
    }
    auto made = http::make_call(input, settings.http_timeout_default);
    if (const auto* problem = std::get_if<http::BadParameter>(&made)) {
        return Raised{fmt::format("Failed to send HTTP request: {}", problem->text)};
    }
    return std::get<HttpCall>(std::move(made));
}

Plan mistral_http_plan(const ActionRequest& request, const ActionSettings& settings) {
    Plan plan = http_plan(request, settings);
    auto* call = std::get_if<HttpCall>(&plan);
    if (call == nullptr) return plan;
    const std::string id =
        request.action_execution_id.is_nil() ? std::string{} : to_text(request.action_execution_id);
    const std::pair<std::string_view, std::string_view> headers[] = {
        {"Mistral-Workflow-Name", request.workflow_name},
        {"Mistral-Workflow-Execution-Id", request.workflow_execution_id},
        {"Mistral-Task-Id", request.task_execution_id},
        {"Mistral-Action-Execution-Id", id},
        {"Mistral-Callback-URL", request.callback_url},
    };
    for (const auto& [name, value] : headers) {
        // A single run has no workflow and no task: nothing is said about them.
        if (!value.empty()) http::set_header(call->headers, name, value);
    }
    return plan;
}

}  // namespace wf::actions
