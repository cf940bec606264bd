// POST and PUT of workflows and actions, which work alike: what differs is in DefinitionKind.
#pragma once
#include "api/resource/body.hpp"
#include "api/resource/upload.hpp"
#include "model/definition_rows.hpp"
#include "ports/storage.hpp"

#include <optional>
#include <vector>

namespace wf::api {

/// How a parsed definition meets the rows that are there.
enum class Existing : std::uint8_t {
    refuse,   // POST: storage refuses a second one
    require,  // PUT: there must be one
    replace,  // members of workbooks: either way
};

template <class Parsed>
struct DefinitionKind;

template <>
struct DefinitionKind<lang::WorkflowDefinition> {
    using Row = WorkflowDefinitionRow;
    static constexpr std::string_view collection = "workflows";
    static constexpr std::string_view publicize_rule = "workflows:publicize";
    static constexpr auto parse = &lang::parse_workflows;
    static constexpr auto find = &Storage::find_workflow_definition;
    static constexpr auto not_found = &workflow_not_found;
    static constexpr auto changes = &DefinitionChanges::workflows;
};

template <>
struct DefinitionKind<lang::ActionDefinition> {
    using Row = ActionDefinitionRow;
    static constexpr std::string_view collection = "actions";
    static constexpr std::string_view publicize_rule = "actions:publicize";
    static constexpr auto parse = &lang::parse_actions;
    static constexpr auto find = &Storage::find_action_definition;
    static constexpr auto not_found = &action_definition_not_found;
    static constexpr auto changes = &DefinitionChanges::actions;
};

/// Makes the row of a definition and puts it into the changes.
/// @errors not_found with Existing::require, invalid_argument for too long a name
template <class Parsed, class Row = typename DefinitionKind<Parsed>::Row>
Result<Row> store_definition(
    const Call& call,
    DefinitionChanges& changes,
    const Parsed& parsed,
    const Upload& upload,
    Existing existing
) {
    using Kind = DefinitionKind<Parsed>;
    WF_CHECK(check_length("name", parsed.name, definition_name_max));
    std::optional<Row> found;
    if (existing != Existing::refuse) {
        WF_TRY(
            found, (call.storage().*Kind::find)(parsed.name, upload.name_space, default_project)
        );
    }
    if (!found && existing == Existing::require)
        return Kind::not_found(parsed.name, upload.name_space);
    RowChanges<Row>& rows = changes.*Kind::changes;
    if (found) {
        take_over(*found, parsed);
        found->scope = upload.scope;
        found->updated_at = call.now();
        rows.updated.push_back(*found);
        return *std::move(found);
    }
    Row row = row_of(parsed, call.new_id(), call.now());
    row.scope = upload.scope;
    row.name_space = upload.name_space;
    rows.inserted.push_back(row);
    return row;
}

/// Stores every definition of the request's text, or none.
template <class Parsed, class Row = typename DefinitionKind<Parsed>::Row>
Result<std::vector<Row>> store_all(const Call& call, Existing existing) {
    using Kind = DefinitionKind<Parsed>;
    WF_TRY(const Upload upload, read_upload(call, Kind::publicize_rule));
    WF_TRY(const std::vector<Parsed> all, Kind::parse(call.request().body, upload.parse));
    DefinitionChanges changes;
    std::vector<Row> rows;
    for (const Parsed& parsed : all) {
        WF_TRY(Row row, store_definition(call, changes, parsed, upload, existing));
        rows.push_back(std::move(row));
    }
    WF_CHECK(call.storage().change_definitions(changes));
    return rows;
}

/// PUT by id or name: exactly one definition, which may rename the stored one that `require` finds.
template <class Parsed, class Row = typename DefinitionKind<Parsed>::Row>
Result<Row> overwrite_one(
    const Call& call, Result<Row> (*require)(const Call& call, std::string_view name_space)
) {
    using Kind = DefinitionKind<Parsed>;
    WF_TRY(const Upload upload, read_upload(call, Kind::publicize_rule));
    WF_TRY(const std::vector<Parsed> all, Kind::parse(call.request().body, upload.parse));
    if (all.size() != 1)
        return fail(
            ErrorCode::invalid_argument,
            "More than one " + std::string{Kind::collection} +
                " are not supported for update with identifier. [identifier: " +
                std::string{call.argument(0)} + "]"
        );
    WF_TRY(Row row, require(call, upload.name_space));
    take_over(row, all.front());
    row.scope = upload.scope;
    row.updated_at = call.now();
    DefinitionChanges changes;
    (changes.*Kind::changes).updated.push_back(row);
    WF_CHECK(call.storage().change_definitions(changes));
    return row;
}

}  // namespace wf::api
