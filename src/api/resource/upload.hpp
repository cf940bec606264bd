// What POST and PUT of definitions have in common: their query parameters, and rows made of parsed
// texts.
#pragma once
#include "api/core/call.hpp"
#include "lang/definitions.hpp"
#include "model/rows.hpp"
#include "ports/storage.hpp"

#include <string>

namespace wf::api {

struct Upload {
    std::string scope;
    std::string name_space;
    lang::ParseOptions parse;
};

/// @errors invalid_argument for the scope, forbidden if it is public and `publicize_rule` says no
Result<Upload> read_upload(const Call& call, std::string_view publicize_rule);
/// For the validate endpoints: always checked.
lang::ParseOptions validation_options(const Call& call);
/// Checks the request's text: {"valid":true,"diagnostics":[…]} or
/// {"valid":false,"error":…,"diagnostics":[…]}; `error` is what POST would answer.
Result<void> answer_validation(const Call& call, lang::DocumentKind kind);

/// How a parsed definition meets the rows that are there.
enum class Existing : std::uint8_t {
    refuse,   // POST: storage refuses a second one
    require,  // PUT: there must be one
    replace,  // members of workbooks: either way
};

/// Makes the row of a definition and puts it into the changes. `workbook` is empty for others'
/// members.
/// @errors not_found with Existing::require, invalid_argument for too long a name
Result<WorkflowDefinitionRow> store_workflow(
    const Call& call,
    DefinitionChanges& changes,
    const lang::WorkflowDefinition& parsed,
    const Upload& upload,
    Existing existing
);
Result<ActionDefinitionRow> store_action(
    const Call& call,
    DefinitionChanges& changes,
    const lang::ActionDefinition& parsed,
    const Upload& upload,
    Existing existing
);

/// Writes the parsed text over a row, keeping its id, namespace and time of creation.
void take_over(
    WorkflowDefinitionRow& row, const lang::WorkflowDefinition& parsed, const Upload& upload
);
void take_over(
    ActionDefinitionRow& row, const lang::ActionDefinition& parsed, const Upload& upload
);

tl::unexpected<Error> workflow_not_found(std::string_view identifier, std::string_view name_space);
tl::unexpected<Error> action_definition_not_found(
    std::string_view name, std::string_view name_space
);

}  // namespace wf::api
