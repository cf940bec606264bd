// The facts of a tree that a case may expect, and what is said when they differ.
#include "app/cases/keys.hpp"
#include "app/cases/match.hpp"
#include "app/cases/world.hpp"
#include "engine/result.hpp"
#include "engine/why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace wf::cases {
namespace {

/// The name of a fact, and how to get it: most are not asked for.
struct Fact {
    std::string_view name;
    std::function<Value()> value;
    Dicts dicts = Dicts::whole;
};

using Facts = std::vector<Fact>;

Value text_or_null(const std::optional<std::string>& text) {
    return text ? Value{*text} : Value{};
}

Value dict_or_empty(const Value& value) {
    return value.is_null() ? Value::dict({}) : value;
}

Value number(std::size_t count) {
    return static_cast<std::int64_t>(count);
}

template <class Positions, class Nodes, class Get>
Value list_of(const Positions& positions, const Nodes& nodes, Get get) {
    ListBuilder list;
    for (const auto ix : positions) list.push(get(nodes[ix].row));
    return std::move(list).freeze();
}

Value triggers_of(const Tree& tree, const TaskExecutionRow& row) {
    ListBuilder names;
    for (const Id& id : row.triggered_by) names.push(tree.tasks[tree.find(id).index].row.name);
    return std::move(names).freeze();
}

Value next_of(const TaskExecutionRow& row) {
    ListBuilder names;
    for (const NextTask& each : row.next_tasks) names.push(each.name);
    return std::move(names).freeze();
}

constexpr auto state_of = [](const auto& row) { return Value{name_of(row.state)}; };

void compare_facts(
    const std::string& where, const Facts& facts, const MarkedYaml& expected, Problems& problems
) {
    for (const MarkedYaml& member : expected.children) {
        const std::string key = key_text(member);
        const auto fact = std::ranges::find(facts, std::string_view{key}, &Fact::name);
        if (fact != facts.end()) {
            compare(where + ": " + key, fact->value(), member, fact->dicts, problems);
            continue;
        }
        std::vector<std::string_view> names;
        for (const Fact& each : facts) names.push_back(each.name);
        problems.push_back(problem_at(member.key_mark, unknown_text(where, key, names)));
    }
}

/// `state: X` may be written as just X.
MarkedYaml as_state(const MarkedYaml& text) {
    MarkedYaml mapping;
    mapping.kind = Kind::dict;
    mapping.mark = text.mark;
    mapping.value = Value::dict({{"state", text.value}});
    mapping.children.push_back(text);
    mapping.children.front().key = "state";
    return mapping;
}

const MarkedYaml& without_shorthand(const MarkedYaml& node, MarkedYaml& room) {
    if (!node.is_text()) return node;
    room = as_state(node);
    return room;
}

}  // namespace

/// A state that differs is explained: what the execution still waits for, or what has ended it.
void World::explain_states(WorkflowIx workflow, Problems& problems, std::size_t first) const {
    for (std::size_t i = first; i < problems.size(); ++i) {
        if (!problems[i].text.ends_with(": state")) continue;
        problems[i].notes.push_back("why: " + why(workflow)["summary"].to_string());
    }
}

Value World::why(WorkflowIx workflow) const {
    const bool works = runner_->has_work();
    return engine::explain(
        runner_->tree(), workflow, works ? engine::Queue::waiting : engine::Queue::empty
    );
}

void World::check_workflow(WorkflowIx ix, const MarkedYaml& expected, Problems& problems) const {
    const WorkflowNode& node = runner_->tree().workflows[ix];
    const WorkflowExecutionRow& row = node.row;
    const Facts facts = {
        {"name", [&] { return Value{row.workflow_name}; }},
        {"state", [&] { return Value{name_of(row.state)}; }},
        {"state_info", [&] { return text_or_null(row.state_info); }},
        {"output", [&] { return dict_or_empty(row.output); }},
        {"input", [&] { return row.input; }},
        {"params", [&] { return row.params; }},
        {"context", [&] { return row.context; }},
        {"description", [&] { return Value{row.description}; }},
        {"accepted", [&] { return Value{row.accepted}; }},
        {"created", [&] { return seconds(row.created_at); }},
        {"updated", [&] { return seconds(row.updated_at); }},
        {"tasks", [&] { return number(node.tasks.size()); }},
        {"why", [&] { return why(ix); }, Dicts::parts},
    };
    const std::size_t first = problems.size();
    compare_facts("workflow " + row.workflow_name, facts, expected, problems);
    explain_states(ix, problems, first);
}

/// What the last command was answered with.
void World::check_reply(const MarkedYaml& expected, Problems& problems) const {
    if (answers_.empty() || !answers_.front()) {
        problems.push_back(problem_at(expected.mark, "there is no reply"));
        return;
    }
    const Reply& reply = *answers_.front();
    Facts facts;
    const auto add = [&](const auto& row) {
        facts.push_back({"state", [&row] { return Value{name_of(row.state)}; }});
        facts.push_back({"state_info", [&row] { return text_or_null(row.state_info); }});
    };
    if (reply.workflow) add(*reply.workflow);
    if (reply.task) add(*reply.task);
    if (reply.action) {
        add(*reply.action);
        facts.push_back({"result", [&reply] { return reply.action->result; }});
    }
    compare_facts("reply", facts, expected, problems);
}

/// Seconds since the world began.
Value World::seconds(const std::optional<Instant>& at) const {
    if (!at) return {};
    return (*at - began_).count() / 1000;
}

/// What executors were sent for the newest action of the task.
Value World::sent(const TaskNode& task) const {
    if (task.actions.empty()) return {};
    const auto it = requests_.find(runner_->tree().actions[task.actions.back()].row.id);
    if (it == requests_.end()) return {};
    const ActionRequest& last = it->second.back();
    return Value::dict({
        {"times", number(it->second.size())},
        {"name", last.name},
        {"input", last.input},
        {"target", last.target},
        {"timeout", last.timeout_s},
        {"safe_rerun", last.safe_rerun},
        {"maybe_duplicate", last.maybe_duplicate},
    });
}

/// One expected entry may stand for several executions of a task: `count` says how many, the other
/// facts are those of the newest one.
void World::check_task(
    const std::vector<const TaskNode*>& found, const MarkedYaml& expected, Problems& problems
) const {
    const Tree& tree = runner_->tree();
    const TaskNode& node = *found.back();
    const TaskExecutionRow& row = node.row;
    const auto name_in = [](const ActionExecutionRow& action) { return Value{action.name}; };
    const auto input_of = [](const ActionExecutionRow& action) { return action.input; };
    const auto accepted_of = [](const ActionExecutionRow& action) {
        return Value{action.accepted};
    };
    const Facts facts = {
        {"state", [&] { return Value{name_of(row.state)}; }},
        {"state_info", [&] { return text_or_null(row.state_info); }},
        {"count", [&] { return number(found.size()); }},
        {"published", [&] { return dict_or_empty(row.published); }},
        {"result", [&] { return engine::task_result(tree, node); }},
        {"processed", [&] { return Value{row.processed}; }},
        {"retries", [&] { return Value{std::max(row.retry_no, 0)}; }},
        {"actions", [&] { return number(node.actions.size()); }},
        {"action_states", [&] { return list_of(node.actions, tree.actions, state_of); }},
        {"inputs", [&] { return list_of(node.actions, tree.actions, input_of); }},
        {"action_names", [&] { return list_of(node.actions, tree.actions, name_in); }},
        {"accepted", [&] { return list_of(node.actions, tree.actions, accepted_of); }},
        {"children", [&] { return list_of(node.children, tree.workflows, state_of); }},
        {"triggered_by", [&] { return triggers_of(tree, row); }},
        {"next", [&] { return next_of(row); }},
        {"error_handled", [&] { return Value{row.error_handled}; }},
        {"sent_times", [&] { return sent(node)["times"]; }},
        {"sent_name", [&] { return sent(node)["name"]; }},
        {"sent_input", [&] { return sent(node)["input"]; }},
        {"sent_target", [&] { return sent(node)["target"]; }},
        {"sent_timeout", [&] { return sent(node)["timeout"]; }},
        {"sent_safe_rerun", [&] { return sent(node)["safe_rerun"]; }},
        {"sent_maybe_duplicate", [&] { return sent(node)["maybe_duplicate"]; }},
        {"created", [&] { return seconds(row.created_at); }},
        {"updated", [&] { return seconds(row.updated_at); }},
        {"started", [&] { return seconds(row.started_at); }},
        {"finished", [&] { return seconds(row.finished_at); }},
    };
    compare_facts("task " + row.name, facts, expected, problems);
}

void World::check_tasks(WorkflowIx ix, const MarkedYaml& expected, Problems& problems) const {
    const Tree& tree = runner_->tree();
    const std::size_t first = problems.size();
    for (const MarkedYaml& member : expected.children) {
        std::vector<const TaskNode*> found;
        for (const TaskIx task : tree.workflows[ix].tasks) {
            if (Value{tree.tasks[task].row.name} == member.key) found.push_back(&tree.tasks[task]);
        }
        const std::string where = "task " + key_text(member);
        const bool absent = member.value == Value{"absent"};
        if (found.empty() != absent) {
            const std::string_view state =
                found.empty() ? "absent" : name_of(found.back()->row.state);
            problems.push_back({member.mark, where, member.value, Value{state}, member.end, {}});
        } else if (!absent) {
            MarkedYaml room;
            check_task(found, without_shorthand(member, room), problems);
        }
    }
    if (is_incomplete(tree.workflows[ix].row.state)) explain_states(ix, problems, first);
}

/// Facts of one workflow execution, with its tasks among them.
void World::check_execution(WorkflowIx ix, const MarkedYaml& expected, Problems& problems) const {
    MarkedYaml own = expected;
    std::erase_if(own.children, [](const MarkedYaml& m) {
        return m.key == Value{"tasks"} && m.is_mapping();
    });
    check_workflow(ix, own, problems);
    const MarkedYaml* tasks = expected.find("tasks");
    if (tasks != nullptr && tasks->is_mapping()) check_tasks(ix, *tasks, problems);
}

void World::check_inner(const MarkedYaml& expected, Problems& problems) const {
    for (const MarkedYaml& inner : expected.children) {
        const WorkflowIx ix = find_workflow(inner.key);
        if (ix == no_ix) {
            problems.push_back(problem_at(
                inner.key_mark, fmt::format("there is no execution of {}", key_text(inner))
            ));
            continue;
        }
        MarkedYaml room;
        check_execution(ix, without_shorthand(inner, room), problems);
    }
}

Problems World::check(const MarkedYaml& expected) const {
    constexpr std::string_view known[] = {"workflow", "tasks", "in", "why"};
    Problems problems;
    const WorkflowIx root = find_workflow({});
    if (root == no_ix) {
        if (!expected.children.empty())
            problems.push_back(problem_at(expected.mark, "there is no workflow execution"));
        return problems;
    }
    check_keys(expected, known, "expect", problems);
    MarkedYaml room;
    if (const MarkedYaml* node = expected.find("workflow"))
        check_workflow(root, without_shorthand(*node, room), problems);
    if (const MarkedYaml* node = expected.find("tasks")) check_tasks(root, *node, problems);
    if (const MarkedYaml* node = expected.find("in")) check_inner(*node, problems);
    if (const MarkedYaml* node = expected.find("why"))
        compare("why", why(root), *node, Dicts::parts, problems);
    // Whatever the case looks at: nothing may be left without a cause, and the causes can be told.
    if (const auto stuck = engine::find_stuck(runner_->tree()))
        problems.push_back(problem_at(expected.mark, "stuck: " + *stuck));
    const bool is_open = is_incomplete(runner_->tree().workflows[root].row.state);
    if (is_open && why(root)["causes"].empty())
        problems.push_back(problem_at(expected.mark, "the execution cannot tell why it waits"));
    return problems;
}

}  // namespace wf::cases
