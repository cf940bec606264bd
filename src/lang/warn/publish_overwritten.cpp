#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

#include <string_view>
#include <unordered_map>

namespace wf::lang {

namespace {

// One place that publishes, later ones win.
struct Source {
    std::string_view name;
    const yaml::Node* mapping;
};

const yaml::Node* scope_in(
    const yaml::Node& task, std::string_view clause, std::string_view scope
) {
    const yaml::Node* node = task.find(clause);
    if (node != nullptr) node = node->find("publish");
    return node == nullptr ? nullptr : node->find(scope);
}

// Mappings are merged; only what is not one is overwritten. The same value twice harms nobody.
bool overwrites(const yaml::Node& winner, const yaml::Node& loser) {
    if (winner.is_mapping() && loser.is_mapping()) return false;
    return !identical(winner.value, loser.value);
}

void check_pair(const Place& task, const Source& loser, const Source& winner, Checker& out) {
    if (loser.mapping == nullptr || winner.mapping == nullptr) return;
    std::unordered_map<std::string_view, const yaml::Node*> winners;
    for (const yaml::Node& member : winner.mapping->children) {
        if (member.key.is_string()) winners.emplace(member.key.as_string(), &member);
    }
    for (const yaml::Node& member : loser.mapping->children) {
        if (!member.key.is_string()) continue;
        const auto other = winners.find(member.key.as_string());
        if (other == winners.end() || !overwrites(*other->second, member)) continue;
        out.warning(
            member.mark,
            task.path() + "." + std::string{loser.name},
            "'" + std::string{member.key.as_string()} + "' is overwritten by that of '" +
                std::string{winner.name} + "'",
            {.rule = "publish-overwritten"}
        );
    }
}

void check_task(const Place& task, Checker& out) {
    struct State {
        std::string_view own, clause;
    };

    constexpr State states[] = {
        {"publish", "on-success"},
        {"publish-on-error", "on-error"},
        {"publish-on-skip", "on-skip"}};
    const yaml::Node& node = task.node();
    for (const State& state : states) {
        const Source clause{state.clause, scope_in(node, state.clause, "branch")};
        const Source own{state.own, node.find(state.own)};
        const Source complete{"on-complete", scope_in(node, "on-complete", "branch")};
        check_pair(task, clause, own, out);
        check_pair(task, own, complete, out);
        check_pair(task, clause, complete, out);
        const Source global{state.clause, scope_in(node, state.clause, "global")};
        check_pair(task, global, {"on-complete", scope_in(node, "on-complete", "global")}, out);
    }
}

}  // namespace

void warn_publish_overwritten(const WorkflowView& view) {
    if (view.program.type == WorkflowType::reverse) return;
    for_each_task(view, [&view](const Place& task, const TaskSpec& /*spec*/) {
        check_task(task, view.out);
    });
}

}  // namespace wf::lang
