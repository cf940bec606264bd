#include "generate/draft.hpp"

#include <algorithm>

namespace wf::sim {
namespace {

bool names(const Value& item, std::string_view task) {
    if (item.is_string()) return item.as_string() == task;
    return item.is_dict() && item.contains(task);
}

Value list_of(const std::vector<Value>& items) {
    return Value::list(items);
}

/// `on-success: [a, {b: <% … %>}]`, or the advanced form if the clause publishes as well.
Value clause_value(const std::vector<Value>& next, const Value& publish) {
    if (publish.is_null()) return list_of(next);
    DictBuilder clause;
    clause.set("publish", publish);
    if (!next.empty()) clause.set("next", list_of(next));
    return std::move(clause).freeze();
}

Value task_value(const TaskDraft& task) {
    DictBuilder out;
    for (const auto& [key, value] : task.keys) out.set(key, value);
    for (const Clause clause :
         {Clause::on_success, Clause::on_error, Clause::on_complete, Clause::on_skip}) {
        const auto i = static_cast<std::size_t>(clause);
        if (task.next[i].empty() && task.clause_publish[i].is_null()) continue;
        out.set(name_of(clause), clause_value(task.next[i], task.clause_publish[i]));
    }
    if (out.size() == 0) out.set("action", "std.noop");  // a task must not be empty
    return std::move(out).freeze();
}

}  // namespace

void TaskDraft::set(std::string key, Value value) {
    const auto it = std::ranges::find(keys, key, &std::pair<std::string, Value>::first);
    if (it != keys.end()) {
        it->second = std::move(value);
    } else {
        keys.emplace_back(std::move(key), std::move(value));
    }
}

bool TaskDraft::has(std::string_view key) const {
    return std::ranges::any_of(keys, [&](const auto& k) { return k.first == key; });
}

TaskDraft& WorkflowDraft::add_task(std::string task_name) {
    TaskDraft& task = tasks.emplace_back();
    task.name = std::move(task_name);
    return task;
}

std::size_t WorkflowDraft::inbound_count(std::string_view task_name) const {
    return static_cast<std::size_t>(std::ranges::count_if(tasks, [&](const TaskDraft& task) {
        return std::ranges::any_of(task.next, [&](const std::vector<Value>& items) {
            return std::ranges::any_of(items, [&](const Value& i) { return names(i, task_name); });
        });
    }));
}

Value WorkflowDraft::to_value() const {
    DictBuilder out;
    if (is_reverse) out.set("type", "reverse");
    if (!input.empty()) out.set("input", list_of(input));
    if (!vars.is_null()) out.set("vars", vars);
    if (!output.is_null()) out.set("output", output);
    if (!output_on_error.is_null()) out.set("output-on-error", output_on_error);
    if (!task_defaults.is_null()) out.set("task-defaults", task_defaults);
    DictBuilder all;
    for (const TaskDraft& task : tasks) all.set(task.name, task_value(task));
    out.set("tasks", std::move(all).freeze());
    return std::move(out).freeze();
}

void connect(const Exit& exit, const std::string& target) {
    auto& items = exit.task->next[static_cast<std::size_t>(exit.clause)];
    Value item =
        exit.condition.empty() ? Value{target} : Value::dict({{target, Value{exit.condition}}});
    items.push_back(std::move(item));
}

}  // namespace wf::sim
