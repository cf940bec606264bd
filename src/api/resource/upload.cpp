#include "api/resource/upload.hpp"

#include "api/resource/body.hpp"
#include "value/json.hpp"

namespace wf::api {
namespace {

constexpr std::size_t name_length_max = 255;

std::string text_or_empty(const Value& value) {
    return value.is_string() ? value.to_string() : std::string{};
}

}  // namespace

Result<Upload> read_upload(const Call& call, std::string_view publicize_rule) {
    Upload upload;
    upload.scope = call.query().get("scope", "private");
    upload.name_space = call.query().get("namespace");
    if (upload.scope != "private" && upload.scope != "public")
        return fail(
            ErrorCode::invalid_argument,
            "Scope must be one of the following: {'private', 'public'}; actual: " + upload.scope
        );
    if (upload.scope == "public") WF_CHECK(call.enforce(publicize_rule));
    WF_CHECK(check_length("namespace", upload.name_space, name_length_max));
    upload.parse = validation_options(call);
    const ValidationMode mode = call.options().validation_mode;
    const bool may_skip = mode == ValidationMode::enabled;
    const bool skips = may_skip && call.query().find("skip_validation") != nullptr;
    upload.parse.validate = mode != ValidationMode::disabled && !skips;
    return upload;
}

lang::ParseOptions validation_options(const Call& call) {
    lang::ParseOptions options;
    options.expressions = call.options().expressions;
    return options;
}

Result<void> answer_validation(const Call& call, lang::DocumentKind kind) {
    const lang::Diagnostics found =
        lang::diagnose(kind, call.request().body, validation_options(call));
    std::string& body = call.body();
    body += found.has_errors() ? R"({"valid":false,"error":)" : R"({"valid":true)";
    if (found.has_errors()) write_json_string(body, found.to_error().message);
    ListBuilder list;
    for (const lang::Diagnostic& diagnostic : found.all()) list.push(lang::as_value(diagnostic));
    body += R"(,"diagnostics":)";
    write_json(body, std::move(list).freeze(), JsonStyle::python);
    body += '}';
    return {};
}

void take_over(
    WorkflowDefinitionRow& row, const lang::WorkflowDefinition& parsed, const Upload& upload
) {
    row.name = parsed.name;
    row.scope = upload.scope;
    row.definition = parsed.definition;
    row.checksum = parsed.checksum;
    row.input = parsed.input_text;
    row.interface = parsed.interface;
    row.tags = parsed.tags;
    row.workbook_name = parsed.program->workbook_name;
}

void take_over(
    ActionDefinitionRow& row, const lang::ActionDefinition& parsed, const Upload& upload
) {
    row.name = parsed.name;
    row.scope = upload.scope;
    row.definition = parsed.definition;
    row.spec = parsed.spec;
    row.input = parsed.input_text;
    row.description = text_or_empty(parsed.description);
    row.tags = parsed.tags;
    row.workbook_name = parsed.action->workbook_name;
}

Result<WorkflowDefinitionRow> store_workflow(
    const Call& call,
    DefinitionChanges& changes,
    const lang::WorkflowDefinition& parsed,
    const Upload& upload,
    Existing existing
) {
    WF_CHECK(check_length("name", parsed.name, name_length_max));
    std::optional<WorkflowDefinitionRow> found;
    if (existing != Existing::refuse) {
        WF_TRY(
            found,
            call.storage().find_workflow_definition(parsed.name, upload.name_space, default_project)
        );
    }
    if (!found && existing == Existing::require)
        return workflow_not_found(parsed.name, upload.name_space);
    WorkflowDefinitionRow row = found ? *found : WorkflowDefinitionRow{};
    take_over(row, parsed, upload);
    if (found) {
        row.updated_at = call.now();
        changes.workflows.updated.push_back(row);
        return row;
    }
    row.id = call.new_id();
    row.name_space = upload.name_space;
    row.project_id = default_project;
    row.created_at = call.now();
    changes.workflows.inserted.push_back(row);
    return row;
}

Result<ActionDefinitionRow> store_action(
    const Call& call,
    DefinitionChanges& changes,
    const lang::ActionDefinition& parsed,
    const Upload& upload,
    Existing existing
) {
    WF_CHECK(check_length("name", parsed.name, name_length_max));
    std::optional<ActionDefinitionRow> found;
    if (existing != Existing::refuse) {
        WF_TRY(
            found,
            call.storage().find_action_definition(parsed.name, upload.name_space, default_project)
        );
    }
    if (!found && existing == Existing::require)
        return action_definition_not_found(parsed.name, upload.name_space);
    ActionDefinitionRow row = found ? *found : ActionDefinitionRow{};
    take_over(row, parsed, upload);
    if (found) {
        row.updated_at = call.now();
        changes.actions.updated.push_back(row);
        return row;
    }
    row.id = call.new_id();
    row.name_space = upload.name_space;
    row.project_id = default_project;
    row.created_at = call.now();
    changes.actions.inserted.push_back(row);
    return row;
}

tl::unexpected<Error> workflow_not_found(std::string_view identifier, std::string_view name_space) {
    std::string text = "Workflow not found [workflow_identifier=";
    text += identifier;
    text += ", namespace=";
    text += name_space;
    return not_found(text + "]");
}

tl::unexpected<Error> action_definition_not_found(
    std::string_view name, std::string_view name_space
) {
    std::string text = "Action definition not found [action_name=";
    text += name;
    text += ", namespace=";
    text += name_space;
    return not_found(text + "]");
}

}  // namespace wf::api
