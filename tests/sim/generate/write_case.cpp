#include "generate/scenario.hpp"
#include "lang/yaml.hpp"

namespace wf::sim {
namespace {

Value outcome_value(const Outcome& outcome) {
    DictBuilder out;
    switch (outcome.kind) {
    case Outcome::Kind::returns: out.set("returns", outcome.value); break;
    case Outcome::Kind::fails: out.set("fails", outcome.value); break;
    case Outcome::Kind::cancelled: out.set("cancelled", true); break;
    case Outcome::Kind::hangs: out.set("hangs", true); break;
    }
    if (outcome.after > Millis{0}) out.set("after", outcome.after.count() / 1000);
    return std::move(out).freeze();
}

Value script_value(const Scenario& scenario) {
    DictBuilder script;
    for (const auto& [url, outcomes] : scenario.script) {
        ListBuilder list;
        for (const Outcome& outcome : outcomes) list.push(outcome_value(outcome));
        script.set(url, std::move(list).freeze());
    }
    return std::move(script).freeze();
}

}  // namespace

void append_block(std::string& out, std::string_view key, std::string_view text) {
    out += key;
    out += ": |\n";
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        if (!line.empty()) out += "  ";
        out += line;
        out += '\n';
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
}

std::string write_case(const Scenario& scenario) {
    ListBuilder features;
    for (const std::string& feature : scenario.features) features.push(feature);
    const Value start = Value::dict({
        {"workflow", scenario.root},
        {"input", scenario.input},
        {"params", scenario.params},
    });
    std::string out = lang::write_yaml(Value::dict({
        {"about", "Generated from seed " + std::to_string(scenario.seed) + "."},
        {"seed", static_cast<std::int64_t>(scenario.seed)},
        {"determined", scenario.is_determined},
        {"safe", scenario.is_safe},
        {"features", std::move(features).freeze()},
    }));
    append_block(out, "workflow", scenario.workflows);
    append_block(out, "actions", scenario.actions);
    out += lang::write_yaml(Value::dict({{"start", start}, {"script", script_value(scenario)}}));
    return out;
}

}  // namespace wf::sim
