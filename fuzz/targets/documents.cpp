// Readers of JSON and YAML, and what is made of definitions.
#include "expr/raw_expression.hpp"
#include "lang/definitions.hpp"
#include "lang/yaml.hpp"
#include "target.hpp"
#include "value/json.hpp"

namespace fuzz {

namespace {

using wf::Value;

void require_round_trip(const Value& value, wf::JsonStyle style) {
    const auto again = wf::parse_json(wf::to_json(value, style));
    require(again.has_value(), "written JSON cannot be read");
    require(wf::identical(*again, value), "written JSON reads differently");
}

}  // namespace

void json_read(std::string_view text) {
    const auto value = wf::parse_json(text);
    if (!value) return;
    require_round_trip(*value, wf::JsonStyle::compact);
    require_round_trip(*value, wf::JsonStyle::python);
    require_round_trip(*value, wf::JsonStyle::indented);
}

void yaml_read(std::string_view text) {
    const auto value = wf::lang::parse_yaml(text);
    if (!value) return;
    const auto plain = wf::to_plain_json(*value);
    if (plain) require_round_trip(*plain, wf::JsonStyle::compact);
}

// The expression functions have a reader and a writer of their own.
void yaml_function(std::string_view text) {
    using namespace wf::expr;
    Options options;
    options.limits = {
        .steps_max = 200'000,
        .memory_max = 16U << 20U,
        .depth_max = 250,
        .time_max = wf::Millis{2'000}};
    Scope scope;
    scope.options = &options;
    scope.data = Value{text};
    const auto value = evaluate_raw(Language::yaql, "yaml_parse($)", scope);
    if (!value || !wf::to_plain_json(*value)) return;
    scope.data = *value;
    const auto dumped = evaluate_raw(Language::yaql, "yaml_dump($)", scope);
    if (!dumped) return;
    scope.data = *dumped;
    const auto again = evaluate_raw(Language::yaql, "yaml_parse($)", scope);
    require(again.has_value(), "dumped YAML cannot be read");
}

void definition(std::string_view text) {
    using namespace wf::lang;
    const auto findings = diagnose(DocumentKind::workflows, text);
    if (const auto flows = parse_workflows(text)) {
        for (const WorkflowDefinition& flow : *flows) {
            const auto program = compile_workflow(flow.definition, flow.name, "");
            require(program.has_value(), "an accepted workflow does not compile from storage");
        }
    } else {
        require(findings.has_errors(), "a definition is refused without a finding");
    }
    if (const auto book = parse_workbook(text)) {
        for (const WorkflowDefinition& flow : book->workflows)
            require(
                compile_workflow(flow.definition, flow.name, book->name).has_value(),
                "an accepted workbook's workflow does not compile from storage"
            );
        for (const ActionDefinition& action : book->actions)
            require(
                compile_action(action.definition, action.name, book->name).has_value(),
                "an accepted workbook's action does not compile from storage"
            );
    }
    if (const auto actions = parse_actions(text)) {
        for (const ActionDefinition& action : *actions)
            require(
                compile_action(action.definition, action.name, "").has_value(),
                "an accepted action does not compile from storage"
            );
    }
}

}  // namespace fuzz
