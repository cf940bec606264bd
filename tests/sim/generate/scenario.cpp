#include "generate/scenario.hpp"

#include "generate/workshop.hpp"
#include "lang/yaml.hpp"

#include <algorithm>

namespace wf::sim {
namespace {

constexpr std::string_view adhoc_actions = R"(version: '2.0'
echo_wrap:
  input: [output]
  base: std.echo output=<% $.output %>
  output: <% $ %>
peer_call:
  input: [url, {body: null}]
  base: std.http
  base-input: {url: <% $.url %>, body: <% $.body %>}
)";

WorkflowDraft new_draft(std::string name) {
    WorkflowDraft draft;
    draft.name = std::move(name);
    draft.input = {Value::dict({{"k", "r"}}), Value::dict({{"n", 2}})};
    return draft;
}

/// Called workflows first: they call only what was built before them, so there is no recursion.
void build_workflow(Workshop& shop, WorkflowDraft& draft, int budget, unsigned reverse_percent) {
    shop.draft = &draft;
    shop.tasks_left = budget;
    if (shop.dice.chance(reverse_percent)) {
        build_reverse(shop);
    } else {
        build_direct(shop);
    }
}

}  // namespace

Scenario generate(std::uint64_t seed) {
    Scenario scenario;
    scenario.seed = seed;
    Dice dice(seed);
    scenario.is_determined = dice.chance(55);
    scenario.is_safe = dice.chance(70);
    scenario.root = "w";
    Workshop shop{dice, scenario, nullptr, {}, 0, 0};
    DictBuilder document;
    document.set("version", "2.0");
    const int children = static_cast<int>(dice.weighted({50, 35, 15}));
    for (int i = 0; i < children; ++i) {
        WorkflowDraft draft = new_draft("sub" + std::to_string(i + 1));
        build_workflow(shop, draft, dice.between(1, 4), 25);
        document.set(draft.name, draft.to_value());
        shop.callables.push_back({draft.name, draft.can_fail, draft.can_cancel, draft.target});
    }
    WorkflowDraft draft = new_draft(scenario.root);
    build_workflow(shop, draft, dice.between(2, 12), 12);
    document.set(draft.name, draft.to_value());
    scenario.workflows = lang::write_yaml(std::move(document).freeze());
    scenario.actions = adhoc_actions;
    scenario.input = Value::dict({{"n", dice.between(0, 9)}});
    scenario.params =
        draft.is_reverse ? Value::dict({{"task_name", draft.target}}) : Value::dict({});
    return scenario;
}

}  // namespace wf::sim
