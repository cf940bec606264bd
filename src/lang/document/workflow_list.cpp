// version + one key per workflow.
#include "lang/check/shapes.hpp"
#include "lang/document/document.hpp"
#include "lang/statement/input.hpp"
#include "lang/statement/workflow.hpp"
#include "lang/warn/rules.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

Value interface_of(const yaml::Node& workflow) {
    const yaml::Node* input = workflow.find("input");
    const yaml::Node* output = workflow.find("output");
    ListBuilder names;
    if (output != nullptr && output->is_mapping()) {
        for (const yaml::Node& member : output->children) names.push(member.key);
    }
    return Value::dict({
        {"input", input != nullptr && input->is_list() ? input->value : Value::list({})},
        {"output", std::move(names).freeze()},
    });
}

// A key of a workflow where names of workflows are expected, with nothing that makes it one.
bool is_misplaced(const yaml::Node& member) {
    constexpr std::string_view keys[] = {"tasks", "input", "output", "vars", "task-defaults"};
    return std::ranges::find(keys, name_of(member)) != std::end(keys) &&
           (member.is_mapping() ? member.find("tasks") == nullptr : member.is_list());
}

// What a list of several workflows is split into.
std::string definition_alone(const yaml::Node& member) {
    return write_yaml(Value::dict({{"version", "2.0"}, {member.key, member.value}}));
}

}  // namespace

WorkflowDefinition workflow_definition(
    const Document& document,
    const yaml::Node& node,
    std::string definition,
    std::shared_ptr<Program> program
) {
    WorkflowDefinition made;
    made.name = program->name;
    made.checksum = checksum_of(definition);
    made.definition = std::move(definition);
    made.tags = program->tags;
    made.description = program->description;
    made.input_text = workflow_input_text(node.find("input"));
    made.interface = interface_of(node);
    made.spec = program->spec;
    program->checksum = made.checksum;
    made.program = std::move(program);
    made.warnings = document.warnings_in(node);
    return made;
}

std::vector<WorkflowDefinition> read_workflow_list(Document& document) {
    std::vector<WorkflowDefinition> definitions;
    const Place root{document.root()};
    Checker& out = document.out();
    if (!document.usable() || !check_list(root, out)) return definitions;

    std::vector<std::pair<const yaml::Node*, std::shared_ptr<Program>>> programs;
    for_each_member(root, [&](const Place& member) {
        if (name_of(member.node()) == "version") return version_of_list(member, out);
        if (is_misplaced(member.node())) {
            out.schema(
                member,
                "'tasks' is a required property",
                {.hint = "a workflow begins with its name: put '" + name_of(member.node()) +
                         "' below 'name-of-the-workflow:'",
                 .rule = "missing-key"}
            );
            return;
        }
        // In a workbook the original does not ask for this.
        if (out.validates()) values_of_words(member, out);
        check_workflow(member, out);
        const std::string name = name_of(member.node());
        out.stored_name(member, name);
        programs.emplace_back(&member.node(), read_workflow(member, name, out));
        if (document.usable()) warn_about_workflow({member, *programs.back().second, out});
    });
    if (programs.empty() && document.usable()) {
        out.construction(
            root, "At least one item must be in the list [data=" + python_str(root.value()) + "]."
        );
    }
    if (!document.usable()) return definitions;
    for (auto& [node, program] : programs) {
        std::string definition =
            programs.size() == 1 ? std::string{document.text()} : definition_alone(*node);
        definitions.push_back(
            workflow_definition(document, *node, std::move(definition), std::move(program))
        );
    }
    return definitions;
}

}  // namespace wf::lang
