// version + one key per ad-hoc action.
#include "lang/check/shapes.hpp"
#include "lang/document/document.hpp"
#include "lang/statement/action.hpp"
#include "lang/statement/input.hpp"
#include "lang/warn/rules.hpp"
#include "value/python_text.hpp"

namespace wf::lang {
namespace {

Value spec_of(const yaml::Node& node) {
    DictBuilder spec = node.is_mapping() ? DictBuilder{node.value} : DictBuilder{};
    spec.set("name", node.key);
    spec.set("version", "2.0");
    return std::move(spec).freeze();
}

}  // namespace

ActionDefinition action_definition(
    const Document& document,
    const yaml::Node& node,
    std::string definition,
    std::shared_ptr<AdhocAction> action
) {
    ActionDefinition made;
    made.name = action->name;
    made.definition = std::move(definition);
    action->definition_text = made.definition;
    const yaml::Node* tags = node.find("tags");
    made.tags = tags != nullptr && tags->is_list() ? tags->value : Value::list({});
    if (const yaml::Node* description = node.find("description"))
        made.description = description->value;
    made.input_text = action_input_text(node.find("input"));
    made.spec = spec_of(node);
    made.action = std::move(action);
    made.warnings = document.warnings_in(node);
    return made;
}

std::vector<ActionDefinition> read_action_list(Document& document) {
    std::vector<ActionDefinition> definitions;
    const Place root{document.root()};
    Checker& out = document.out();
    if (!document.usable() || !check_list(root, out)) return definitions;

    std::vector<std::pair<const yaml::Node*, std::shared_ptr<AdhocAction>>> actions;
    for_each_member(root, [&](const Place& member) {
        const std::string name = name_of(member.node());
        if (name == "version") return version_of_list(member, out);
        check_action(member, out);
        if (member.node().key_kind != Kind::string) {
            out.schema(member, "the name " + not_of_type(member.node().key, "string"));
        } else if (name.empty()) {
            out.schema(member, "the name '' is too short");
        }
        out.stored_name(member, name);
        actions.emplace_back(&member.node(), read_action(member, name, out));
        if (document.usable()) warn_about_action({member, out});
    });
    if (actions.empty() && document.usable()) {
        out.construction(
            root, "At least one item must be in the list [data=" + python_str(root.value()) + "]."
        );
    }
    if (!document.usable()) return definitions;
    for (auto& [node, action] : actions) {
        definitions.push_back(
            action_definition(document, *node, std::string{document.text()}, std::move(action))
        );
    }
    return definitions;
}

}  // namespace wf::lang
