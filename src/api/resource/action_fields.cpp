#include "api/resource/action_fields.hpp"

namespace wf::api {
namespace {

using Kind = ListParameter::Kind;

/// `a, b=<json of its default>`
std::string input_text(const ActionSignature& action) {
    std::string text;
    for (const ActionParameter& parameter : action.parameters) {
        if (!text.empty()) text += ", ";
        text += parameter.name;
        if (parameter.required) continue;
        text += '=';
        write_json(text, parameter.default_value, JsonStyle::python);
    }
    return text;
}

void write_id(RowWriter& out, const ActionRow& action) {
    action.is_builtin ? out.text(action.row.name) : out.id(action.row.id);
}

constexpr Field<ActionRow> fields[] = {
    {.name = "id", .write = write_id},
    {.name = "name",
     .write = [](RowWriter& out, const ActionRow& action) { out.text(action.row.name); }},
    {.name = "namespace",
     .write = [](RowWriter& out, const ActionRow& action) { out.text(action.row.name_space); }},
    // False even for built-in ones, since these left the database.
    {.name = "is_system",
     .wire = Wire::boolean,
     .write = [](RowWriter& out, const ActionRow& /*action*/) { out.boolean(false); }},
    {.name = "input",
     .write = [](RowWriter& out, const ActionRow& action) { out.text(action.row.input); }},
    {.name = "description",
     .write = [](RowWriter& out,
                 const ActionRow& action) { out.filled_or_null(action.row.description); }},
    {.name = "tags",
     .wire = Wire::tags,
     .write = [](RowWriter& out, const ActionRow& action
              ) { action.is_builtin ? out.null() : out.tags(action.row.tags); }},
    {.name = "definition",
     .write = [](RowWriter& out, const ActionRow& action) { out.text(action.row.definition); }},
    {.name = "scope",
     .write = [](RowWriter& out, const ActionRow& action
              ) { action.is_builtin ? out.null() : out.text(action.row.scope); }},
    {.name = "project_id",
     .write = [](RowWriter& out, const ActionRow& action
              ) { action.is_builtin ? out.null() : out.text(action.row.project_id); }},
    {.name = "created_at",
     .write = [](RowWriter& out, const ActionRow& action
              ) { action.is_builtin ? out.text("") : out.time(action.row.created_at); }},
    {.name = "updated_at",
     .write = [](RowWriter& out, const ActionRow& action
              ) { action.is_builtin ? out.text("") : out.time(action.row.updated_at); }},
};

constexpr ListParameter parameters[] = {
    {"created_at", Kind::time},
    {"name"},
    {"scope", Kind::name},
    {"tags", Kind::tags},
    {"updated_at", Kind::time},
    {"description"},
    {"definition"},
    {"is_system", Kind::boolean},
    {"input"},
    {"namespace"},
};

}  // namespace

// No list function: built-in actions are in no table, see action_list.cpp.
constinit const Resource<ActionRow> actions{
    .collection = "actions",
    .argument = "action",
    .fields = fields,
    .parameters = parameters,
    .list = nullptr,
    .not_found = {},
};

ActionRow row_of(const ActionSignature& builtin) {
    ActionRow action;
    action.is_builtin = true;
    action.row.name = builtin.name;
    action.row.input = input_text(builtin);
    action.row.description = builtin.description;
    action.row.scope.clear();
    return action;
}

Result<std::vector<ActionRow>> all_actions(const Call& call) {
    std::vector<ActionRow> all;
    for (const ActionSignature* builtin : call.actions().all()) all.push_back(row_of(*builtin));
    WF_TRY(auto rows, call.storage().list_action_definitions(Query{}));
    for (ActionDefinitionRow& row : rows) all.push_back({std::move(row), false});
    return all;
}

}  // namespace wf::api
