// PUT /v2/executions/ID. Which combinations of members make sense, and the command each one
// becomes.
#include "api/resource/execution_update.hpp"

#include "api/resource/body.hpp"
#include "api/resource/execution_fields.hpp"

namespace wf::api {
namespace {

void answer_with(
    const Call& call, const Reply& reply, std::initializer_list<std::string_view> without
) {
    FieldMask mask = executions.mask(show::item);
    for (std::size_t i = 0; i < executions.fields.size(); ++i) {
        for (const std::string_view name : without) {
            if (executions.fields[i].name == name) mask &= ~(FieldMask{1} << i);
        }
    }
    RowWriter out{call};
    write_row(out, executions, mask, *reply.workflow);
}

void answer_description(Call& call, const Reply& reply) {
    answer_with(call, reply, {"input", "output", "params"});
}

void answer_environment(Call& call, const Reply& reply) {
    answer_with(call, reply, {"input", "output"});
}

void answer_state(Call& call, const Reply& reply) {
    answer_with(call, reply, {});
}

/// What the request asks for; absent members are empty or null.
struct Change {
    std::string state;
    std::optional<std::string> state_info;
    std::optional<std::string> description;
    Value env;
};

Result<Change> read_change(const Call& call) {
    WF_TRY(const Value body, read_body_of<executions>(call));
    Change change;
    change.state = text_of(body, "state");
    if (body.contains("state_info")) change.state_info = text_of(body, "state_info");
    if (const std::string text = text_of(body, "description"); !text.empty())
        change.description = text;
    change.env = body["params"]["env"];
    if (!truthy(change.env)) change.env = {};
    return change;
}

Result<void> check_combination(const Change& change) {
    const auto refused = [](std::string text) {
        return fail(ErrorCode::invalid_argument, std::move(text));
    };
    if (change.state.empty() && !change.description && change.env.is_null())
        return refused("The property state, description, or env is not provided for update.");
    if (!change.state.empty() && change.description)
        return refused("The property description must be updated separately from state.");
    if (!change.state.empty() && !change.env.is_null() && change.state != "RUNNING")
        return refused(
            "The property env can only be updated when workflow execution is not running or on "
            "resume from pause."
        );
    if (!change.env.is_null() && !change.env.is_dict())
        return refused("The property env must be an object.");
    return {};
}

Result<void> submit_state(const Call& call, Change change, const WorkflowExecutionRow& row) {
    const Id id = row.id;
    if (change.state == "RUNNING") {
        call.submit(ResumeWorkflow{id, std::move(change.env)}, answer_state);
    } else if (change.state == "PAUSED") {
        call.submit(PauseWorkflow{id, std::move(change.state_info)}, answer_state);
    } else if (change.state == "SUCCESS" || change.state == "ERROR" || change.state == "CANCELLED") {
        const State state = *parse_state(change.state);
        call.submit(StopWorkflow{id, state, std::move(change.state_info)}, answer_state);
    } else {
        return fail(
            ErrorCode::invalid_argument,
            "Cannot change state to " + change.state +
                ". Allowed states are: 'RUNNING, PAUSED, SUCCESS, ERROR, CANCELLED"
        );
    }
    return {};
}

Result<void> check_environment(const WorkflowExecutionRow& row) {
    const bool allowed =
        row.state == State::idle || row.state == State::paused || row.state == State::error;
    if (allowed) return {};
    return fail(
        ErrorCode::forbidden,
        "Updating env to workflow execution is only permitted if it is in "
        "IDLE, PAUSED, or ERROR state."
    );
}

}  // namespace

Result<void> update_execution(Call& call) {
    WF_TRY(Change change, read_change(call));
    WF_TRY(const WorkflowExecutionRow row, require_execution(call, call.argument(0)));
    WF_CHECK(check_combination(change));
    if (!change.env.is_null()) WF_CHECK(check_environment(row));
    if (!change.state.empty()) return submit_state(call, std::move(change), row);
    const bool has_env = !change.env.is_null();
    call.submit(
        UpdateWorkflow{row.id, std::move(change.description), std::move(change.env)},
        has_env ? answer_environment : answer_description
    );
    return {};
}

}  // namespace wf::api
