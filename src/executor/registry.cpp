#include "executor/registry.hpp"

#include "base/assert.hpp"
#include "executor/actions/definitions.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace wf {

namespace {

constexpr std::array table = {
    actions::async_noop,
    actions::echo,
    actions::fail,
    actions::http,
    actions::mistral_http,
    actions::noop,
    actions::sleep,
    actions::test_dict,
};
static_assert(std::ranges::is_sorted(table, {}, &ActionDef::name));

ActionParameter parameter_of(const ActionParameterDef& def) {
    if (def.default_json.empty()) return {std::string{def.name}, true, {}};
    auto value = parse_json(def.default_json);
    WF_ASSERT(value.has_value(), "a default in the table of actions is not JSON");
    return {std::string{def.name}, false, std::move(*value)};
}

ActionSignature signature_of(const ActionDef& def) {
    ActionSignature signature;
    signature.name = def.name;
    for (const ActionParameterDef& parameter : def.parameters) {
        signature.parameters.push_back(parameter_of(parameter));
    }
    signature.is_sync = def.is_sync;
    signature.needs_dispatch = def.needs_dispatch;
    signature.pure = def.pure;
    signature.class_name = def.class_name;
    signature.representation = def.representation;
    signature.description = def.description;
    return signature;
}

}  // namespace

std::span<const ActionDef> standard_actions() {
    return table;
}

const ActionDef* find_standard_action(std::string_view name) {
    const auto* found = std::ranges::lower_bound(table, name, {}, &ActionDef::name);
    return found != table.end() && found->name == name ? found : nullptr;
}

std::span<const ActionSignature> standard_action_signatures() {
    static const std::vector<ActionSignature> signatures = [] {
        std::vector<ActionSignature> all;
        for (const ActionDef& def : table) all.push_back(signature_of(def));
        return all;
    }();
    return signatures;
}

ActionResult raised_result(
    std::string_view action, const Id& action_execution_id, std::string_view text
) {
    const std::string id = action_execution_id.is_nil() ? "None" : to_text(action_execution_id);
    return ActionResult::error(fmt::format(
        "The action raised an exception [action={}, action_ex_id={}, msg='{}']", action, id, text
    ));
}

}  // namespace wf
