#include "lang/statement/task.hpp"

#include "lang/check/shapes.hpp"
#include "lang/statement/call.hpp"
#include "lang/statement/join.hpp"
#include "lang/statement/policies.hpp"
#include "lang/statement/publish.hpp"
#include "lang/statement/retry.hpp"
#include "lang/statement/with_items.hpp"
#include "lang/text/names.hpp"
#include "value/python_text.hpp"

#include <array>

namespace wf::lang {
namespace {

constexpr std::array common_rules = {
    KeyRule{"name", any_value},  // injected: what a user writes is overwritten
    KeyRule{"version", any_value},
    KeyRule{"type", any_value},
    KeyRule{"description", text},
    KeyRule{"tags", unique_texts},
    KeyRule{"action", text},
    KeyRule{"workflow", text},
    KeyRule{"input", mapping_or_text},
    KeyRule{"with-items", check_with_items},
    KeyRule{"publish", mapping_of_values},
    KeyRule{"publish-on-error", mapping_of_values},
    KeyRule{"publish-on-skip", mapping_of_values},
    KeyRule{"retry", check_retry},
    KeyRule{"wait-before", natural_or_expression},
    KeyRule{"wait-after", natural_or_expression},
    KeyRule{"timeout", natural_or_expression},
    KeyRule{"pause-before", boolean_or_expression},
    KeyRule{"concurrency", natural_or_expression},
    KeyRule{"fail-on", boolean_or_expression},
    KeyRule{"target", text},
    KeyRule{"keep-result", boolean_or_expression},
    KeyRule{"safe-rerun", boolean_or_expression},
};

constexpr std::array direct_rules = {
    KeyRule{"join", check_join},
    KeyRule{"on-success", check_clause},
    KeyRule{"on-error", check_clause},
    KeyRule{"on-complete", check_clause},
    KeyRule{"on-skip", check_clause},
};

constexpr std::array reverse_rules = {KeyRule{"requires", text_or_unique_texts}};

// Both workflow types have one table: what does not apply has no effect.
constexpr KeyRule defaults_rules[] = {
    {"name", text},  // these four say nothing, and are let pass as in the original
    {"version", version_of_list},
    {"description", text},
    {"tags", unique_texts},
    {"retry", check_retry},
    {"wait-before", natural_or_expression},
    {"wait-after", natural_or_expression},
    {"timeout", natural_or_expression},
    {"pause-before", boolean_or_expression},
    {"concurrency", natural_or_expression},
    {"fail-on", boolean_or_expression},
    {"safe-rerun", boolean_or_expression},
    {"requires", text_or_unique_texts},
    {"on-success", check_clause},
    {"on-error", check_clause},
    {"on-complete", check_clause},
    {"on-skip", check_clause},
};

template <std::size_t A, std::size_t B>
constexpr std::array<KeyRule, A + B> joined(
    const std::array<KeyRule, A>& a, const std::array<KeyRule, B>& b
) {
    std::array<KeyRule, A + B> all{};
    for (std::size_t i = 0; i < A; ++i) all[i] = a[i];
    for (std::size_t i = 0; i < B; ++i) all[A + i] = b[i];
    return all;
}

constexpr auto all_direct_rules = joined(common_rules, direct_rules);
constexpr auto all_reverse_rules = joined(common_rules, reverse_rules);

constexpr std::size_t name_max = 255;
// The unique key of a join holds the execution's id beside the name.
constexpr std::size_t join_name_max = 208;

void check_task(const Place& at, std::span<const KeyRule> rules, Checker& out) {
    check_mapping(at, rules, OtherKeys::refused, out);
    if (at.node().find("action") != nullptr && at.node().find("workflow") != nullptr) {
        out.schema(
            at,
            shown(at.value()) +
                " is valid under each of the given schemas: a task has either 'action' or "
                "'workflow'"
        );
    }
}

void check_name(const Place& at, const TaskSpec& task, Checker& out) {
    if (character_count(task.name) > name_max) {
        out.meaning(
            at,
            "The length of a '" + task.name + "' task name must not exceed 255 symbols",
            "wrong-name"
        );
    } else if (task.join.kind != JoinSpec::Kind::none && character_count(task.name) > join_name_max) {
        out.meaning(
            at,
            "The length of a '" + task.name + "' join task name must not exceed 208 symbols",
            "wrong-name"
        );
    }
}

std::vector<Target> read_required(const Place& task) {
    std::vector<Target> names;
    const auto add = [&names](const Place& at) {
        if (!at.node().is_text()) return;
        Target target;
        target.name = at.node().text();
        target.mark = at.node().mark;
        names.push_back(std::move(target));
    };
    with_member(task, "requires", [&](const Place& at) {
        add(at);
        for_each_item(at, add);
    });
    return names;
}

// An expression is not evaluated here: any text counts as true.
std::optional<bool> flag(const yaml::Node& task, std::string_view key) {
    const yaml::Node* node = task.find(key);
    if (node == nullptr || node->value.is_null()) return std::nullopt;
    return truthy(node->value);
}

void read_calls(const Place& at, TaskSpec& task, Checker& out) {
    const auto place_of = [&at](std::string_view key) -> std::optional<Place> {
        const yaml::Node* node = at.node().find(key);
        if (node == nullptr) return std::nullopt;
        return Place{at, static_cast<std::size_t>(node - at.node().children.data())};
    };
    const auto input = place_of("input");
    const auto action = place_of("action");
    const auto workflow = place_of("workflow");
    const Place* given = input ? &*input : nullptr;
    task.is_workflow = workflow.has_value() && !action;
    if (action) {
        task.call = read_call(*action, given, out);
    } else if (workflow) {
        task.call = read_call(*workflow, given, out);
    } else {
        task.call = default_call(given, out);
    }
}

Value spec_of(const yaml::Node& node, const std::string& name, WorkflowType type) {
    DictBuilder spec = node.is_mapping() ? DictBuilder{node.value} : DictBuilder{};
    spec.set("type", type == WorkflowType::direct ? "direct" : "reverse");
    spec.set("name", name);
    spec.set("version", "2.0");
    return std::move(spec).freeze();
}

void check_expressions(const Place& at, Checker& out) {
    for (const std::string_view key : {"publish", "publish-on-error", "publish-on-skip"}) {
        with_member(at, key, [&out](const Place& member) { out.expressions_of_members(member); });
    }
    for (const std::string_view key : {"keep-result", "safe-rerun"}) {
        with_member(at, key, [&out](const Place& member) { out.expression(member); });
    }
}

}  // namespace

void check_direct_task(const Place& at, Checker& out) {
    check_task(at, all_direct_rules, out);
}

void check_reverse_task(const Place& at, Checker& out) {
    check_task(at, all_reverse_rules, out);
}

void check_task_defaults(const Place& at, Checker& out) {
    check_mapping(at, defaults_rules, OtherKeys::refused, out);
}

TaskDefaults read_task_defaults(const Place& at, Checker& out) {
    with_member(at, "safe-rerun", [&out](const Place& member) { out.expression(member); });
    return {
        .clauses = read_clauses(at, out),
        .policies = read_policies(at, out),
        .required = read_required(at),
        .safe_rerun = flag(at.node(), "safe-rerun"),
    };
}

TaskText read_task(const Place& at, WorkflowType type, const TaskDefaults& defaults, Checker& out) {
    const yaml::Node& node = at.node();
    TaskText text;
    TaskSpec& task = text.spec;
    task.name = python_str(node.key);
    read_calls(at, task, out);
    with_member(at, "with-items", [&](const Place& items) {
        task.with_items = read_with_items(items, out);
    });
    if (const yaml::Node* target = node.find("target");
        target != nullptr && truthy(target->value)) {
        task.target = expr::Template::compile_lenient(target->value);
    }
    task.keep_result = flag(node, "keep-result").value_or(true);
    task.safe_rerun = flag(node, "safe-rerun").value_or(defaults.safe_rerun.value_or(false));
    task.policies = merged(read_policies(at, out), defaults.policies);
    if (type == WorkflowType::direct) {
        task.join = read_join(node.find("join"));
        text.clauses = read_clauses(at, out);
    } else {
        text.required = read_required(at);
    }
    check_expressions(at, out);
    check_name(at, task, out);

    const auto& clauses = text.clauses;
    const auto by = [&clauses](Clause c) -> const ClauseText& {
        return clauses[static_cast<std::size_t>(c)];
    };
    const ClauseText& complete = by(Clause::on_complete);
    task.publish_on_success = merged_publish(node, "publish", by(Clause::on_success), complete);
    task.publish_on_error =
        merged_publish(node, "publish-on-error", by(Clause::on_error), complete);
    task.publish_on_skip = merged_publish(node, "publish-on-skip", by(Clause::on_skip), complete);
    const yaml::Node* tags = node.find("tags");
    task.tags = tags != nullptr && tags->is_list() ? tags->value : Value::list({});
    task.spec = spec_of(node, task.name, type);
    return text;
}

}  // namespace wf::lang
