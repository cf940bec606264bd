#include "api/resource/trigger_workflow.hpp"

#include "api/resource/upload.hpp"
#include "lang/definitions.hpp"
#include "lang/input_check.hpp"

namespace wf::api {
namespace {

template <class Row>
std::string ids_of(const std::vector<Row>& rows) {
    std::string ids;
    for (const Row& row : rows) {
        if (!ids.empty()) ids += ", ";
        ids += to_text(row.id);
    }
    return ids;
}

Query triggers_of(const WorkflowDefinitionRow& workflow) {
    Query query;
    query.filters.push_back({"workflow_id", FilterOp::eq, {Value{to_text(workflow.id)}}});
    query.columns = {"id"};
    return query;
}

}  // namespace

Result<WorkflowDefinitionRow> workflow_for_trigger(
    const Call& call, std::string_view id_or_name, const Value& input
) {
    WF_TRY(
        std::optional<WorkflowDefinitionRow> row,
        call.storage().find_workflow_definition(id_or_name, {}, default_project)
    );
    if (!row) return workflow_not_found(id_or_name, {});
    WF_TRY(
        const ProgramPtr program,
        lang::compile_workflow(row->definition, row->name, row->workbook_name)
    );
    const bool is_direct = program->type == WorkflowType::direct;
    const CheckedObject object{row->name, is_direct ? "DirectWorkflowSpec" : "ReverseWorkflowSpec"};
    if (auto mismatch = input_mismatch(object, program->input, input))
        return fail(ErrorCode::invalid_argument, *std::move(mismatch));
    return *std::move(row);
}

Result<void> check_no_triggers(const Call& call, const WorkflowDefinitionRow& workflow) {
    const std::string identifier{call.argument(0)};
    WF_TRY(const auto cron, call.storage().list_cron_triggers(triggers_of(workflow)));
    if (!cron.empty()) {
        return fail(
            ErrorCode::invalid_argument,
            "Can't delete workflow that has cron triggers associated. [workflow_identifier=" +
                identifier + ", namespace=" + workflow.name_space +
                "], [cron_trigger_id(s)=" + ids_of(cron) + "]"
        );
    }
    WF_TRY(const auto event, call.storage().list_event_triggers(triggers_of(workflow)));
    if (event.empty()) return {};
    return fail(
        ErrorCode::invalid_argument,
        "Can't delete workflow that has event triggers associated. [workflow_identifier=" +
            identifier + "], [event_trigger_id(s)=" + ids_of(event) + "]"
    );
}

}  // namespace wf::api
