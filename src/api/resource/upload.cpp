#include "api/resource/upload.hpp"

#include "api/resource/body.hpp"
#include "value/json.hpp"

namespace wf::api {
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
    WF_CHECK(check_length("namespace", upload.name_space, definition_name_max));
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

std::string_view namespace_of(const Call& call) {
    return call.argument(1).empty() ? call.query().get("namespace") : call.argument(1);
}

tl::unexpected<Error> not_found_in(
    std::string_view begin, std::string_view identifier, std::string_view name_space
) {
    std::string text{begin};
    text += identifier;
    text += ", namespace=";
    text += name_space;
    return not_found(text + "]");
}

tl::unexpected<Error> workflow_not_found(std::string_view identifier, std::string_view name_space) {
    return not_found_in("Workflow not found [workflow_identifier=", identifier, name_space);
}

tl::unexpected<Error> action_definition_not_found(
    std::string_view name, std::string_view name_space
) {
    return not_found_in("Action definition not found [action_name=", name, name_space);
}

}  // namespace wf::api
