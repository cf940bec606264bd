#include "lang/statement/action.hpp"

#include "lang/check/shapes.hpp"
#include "lang/statement/call.hpp"
#include "lang/statement/input.hpp"

namespace wf::lang {
namespace {

constexpr KeyRule action_rules[] = {
    {"name", any_value},
    {"version", any_value},
    {"description", text},
    {"tags", unique_texts},
    {"base", text, Presence::required},
    {"base-input", mapping_of_values},
    {"input", check_input_list},
    {"output", any_value},
};

}  // namespace

void check_action(const Place& at, Checker& out) {
    check_mapping(at, action_rules, OtherKeys::refused, out);
}

std::shared_ptr<AdhocAction> read_action(const Place& at, std::string_view name, Checker& out) {
    auto action = std::make_shared<AdhocAction>();
    const yaml::Node& node = at.node();
    action->name = name;
    action->input = read_input_list(node.find("input"));
    with_member(at, "base", [&](const Place& base) {
        const yaml::Node* input = node.find("base-input");
        if (input == nullptr) {
            action->base = read_call(base, nullptr, out);
        } else {
            const Place place{at, static_cast<std::size_t>(input - node.children.data())};
            action->base = read_call(base, &place, out);
        }
        action->has_base_input = truthy(action->base.input.source());
    });
    // With validation on it has been said already.
    if (node.find("base") == nullptr && !out.validates()) {
        out.construction(at, "'base' is a required property");
    }
    with_member(at, "output", [&](const Place& output) {
        out.expression(output);
        if (!output.value().is_null())
            action->output = expr::Template::compile_lenient(output.value());
    });
    return action;
}

}  // namespace wf::lang
