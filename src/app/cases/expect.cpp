// Comparing the end of a play with what the case expects.
#include "app/cases/world.hpp"
#include "engine/result.hpp"
#include "value/json.hpp"

#include <algorithm>

namespace wf::cases {
namespace {

/// Texts between slashes are looked for anywhere: /Failed by/. Everything else compares exactly.
bool matches(const Value& actual, const Value& expected) {
    if (expected.is_string()) {
        const std::string pattern = expected.to_string();
        if (pattern.size() > 1 && pattern.front() == '/' && pattern.back() == '/') {
            const std::string text =
                actual.is_string() ? actual.to_string() : to_json(actual, JsonStyle::python);
            return text.find(pattern.substr(1, pattern.size() - 2)) != std::string::npos;
        }
    }
    if (expected.is_dict() && actual.is_dict()) {
        if (expected.size() != actual.size()) return false;
        return std::ranges::all_of(expected.members(), [&](const Member& m) {
            const Value* value = actual.find(m.key);
            return value != nullptr && matches(*value, m.value);
        });
    }
    if (expected.is_list() && actual.is_list()) {
        return std::ranges::equal(actual.items(), expected.items(), matches);
    }
    return identical(actual, expected);
}

std::optional<std::string> compare(
    std::string_view what, const Value& actual, const Value& expected
) {
    if (matches(actual, expected)) return std::nullopt;
    return std::string{what} + " is " + to_json(actual, JsonStyle::python) + ", expected " +
           to_json(expected, JsonStyle::python);
}

Value text_or_null(const std::optional<std::string>& text) {
    return text ? Value{*text} : Value{};
}

Value dict_or_empty(const Value& value) {
    return value.is_null() ? Value::dict({}) : value;
}

using Facts = std::vector<std::pair<std::string_view, Value>>;

std::optional<std::string> compare_facts(
    const std::string& where, const Facts& facts, const Value& expected
) {
    for (const Member& m : expected.members()) {
        const auto it =
            std::ranges::find_if(facts, [&](const auto& f) { return Value{f.first} == m.key; });
        if (it == facts.end()) return where + ": unknown expectation '" + m.key.to_string() + "'";
        if (auto problem = compare(where + "." + m.key.to_string(), it->second, m.value))
            return problem;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> World::check_workflow(const WorkflowNode& node, const Value& expected)
    const {
    const WorkflowExecutionRow& row = node.row;
    const Facts facts = {
        {"name", row.workflow_name},
        {"state", name_of(row.state)},
        {"state_info", text_or_null(row.state_info)},
        {"output", dict_or_empty(row.output)},
        {"input", row.input},
        {"params", row.params},
        {"context", row.context},
        {"tasks", static_cast<std::int64_t>(node.tasks.size())},
    };
    return compare_facts("workflow " + row.workflow_name, facts, expected);
}

/// One expected entry may stand for several executions of a task: `count` says how many, the other
/// facts are those of the newest one.
std::optional<std::string> World::check_task(
    const std::vector<const TaskNode*>& found, const Value& expected
) const {
    const Tree& tree = runner_->tree();
    const TaskNode& node = *found.back();
    const TaskExecutionRow& row = node.row;
    ListBuilder accepted;
    ListBuilder states;
    for (const ActionIx ix : node.actions) {
        states.push(name_of(tree.actions[ix].row.state));
        accepted.push(tree.actions[ix].row.accepted);
    }
    ListBuilder children;
    for (const WorkflowIx ix : node.children) children.push(name_of(tree.workflows[ix].row.state));
    const Facts facts = {
        {"state", name_of(row.state)},
        {"state_info", text_or_null(row.state_info)},
        {"count", static_cast<std::int64_t>(found.size())},
        {"published", dict_or_empty(row.published)},
        {"result", engine::task_result(tree, node)},
        {"processed", row.processed},
        {"retries", static_cast<std::int64_t>(std::max(row.retry_no, 0))},
        {"actions", static_cast<std::int64_t>(node.actions.size())},
        {"action_states", std::move(states).freeze()},
        {"accepted", std::move(accepted).freeze()},
        {"children", std::move(children).freeze()},
    };
    return compare_facts("task " + row.name, facts, expected);
}

std::optional<std::string> World::check_tasks(const WorkflowNode& node, const Value& expected)
    const {
    const Tree& tree = runner_->tree();
    for (const Member& m : expected.members()) {
        std::vector<const TaskNode*> found;
        for (const TaskIx ix : node.tasks) {
            if (Value{tree.tasks[ix].row.name} == m.key) found.push_back(&tree.tasks[ix]);
        }
        const bool absent = m.value == Value{"absent"};
        if (found.empty() != absent)
            return "task " + m.key.to_string() + (absent ? " exists" : " does not exist");
        if (absent) continue;
        const Value facts = m.value.is_string() ? Value::dict({{"state", m.value}}) : m.value;
        if (auto problem = check_task(found, facts)) return problem;
    }
    return std::nullopt;
}

std::optional<std::string> World::check(const Value& expected) {
    if (!runner_)
        return expected.empty() ? std::nullopt : std::optional<std::string>{"nothing was started"};
    for (const Member& m : expected.members()) {
        std::optional<std::string> problem;
        const std::string key = m.key.to_string();
        if (key == "workflow" || key == "tasks") {
            const WorkflowNode* node = find_workflow({});
            if (node == nullptr) return "there is no workflow execution";
            problem =
                key == "tasks"
                    ? check_tasks(*node, m.value)
                    : check_workflow(
                          *node, m.value.is_string() ? Value::dict({{"state", m.value}}) : m.value
                      );
        } else if (key == "in") {
            for (const Member& inner : m.value.members()) {
                const WorkflowNode* node = find_workflow(inner.key);
                if (node == nullptr) return "there is no execution of " + inner.key.to_string();
                DictBuilder own;
                for (const Member& fact : inner.value.members()) {
                    if (fact.key != Value{"tasks"}) own.set(fact.key, fact.value);
                }
                problem = check_workflow(*node, std::move(own).freeze());
                if (!problem && inner.value["tasks"].is_dict())
                    problem = check_tasks(*node, inner.value["tasks"]);
                if (problem) return problem;
            }
        } else {
            problem = "unknown expectation '" + key + "'";
        }
        if (problem) return problem;
    }
    // Whatever the case looks at: nothing may be left without a cause.
    if (const auto stuck = engine::find_stuck(runner_->tree())) return "stuck: " + *stuck;
    return std::nullopt;
}

}  // namespace wf::cases
