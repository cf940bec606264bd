// Actions on the wire: built-in ones and ad-hoc ones look alike.
#pragma once
#include "api/action_catalog.hpp"
#include "api/resource/resource.hpp"

namespace wf::api {

/// An ad-hoc action, or a built-in one dressed as a row: it has a name, an input and a description
/// only.
struct ActionRow {
    ActionDefinitionRow row;
    bool is_builtin = false;
};

extern const Resource<ActionRow> actions;

ActionRow row_of(const ActionSignature& builtin);
/// Every action of the catalog and of storage, unsorted.
Result<std::vector<ActionRow>> all_actions(const Call& call);
/// GET /v2/actions
Result<void> list_actions(Call& call);

}  // namespace wf::api
