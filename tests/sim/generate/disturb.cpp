// What makes a result depend on the order of things, or breaks a workflow on purpose: used where
// only the invariants are compared, not the result.
#include "generate/workshop.hpp"

#include <algorithm>

namespace wf::sim {
namespace {

std::vector<Value>& clause_of(TaskDraft& task, Clause clause) {
    return task.next[static_cast<std::size_t>(clause)];
}

Clause any_clause(Workshop& shop) {
    static const std::vector<Clause> clauses = {
        Clause::on_success,
        Clause::on_success,
        Clause::on_complete,
        Clause::on_error,
        Clause::on_skip};
    return shop.dice.pick(clauses);
}

void add_unique(std::vector<Value>& items, const Value& item) {
    if (std::ranges::none_of(items, [&](const Value& i) { return i == item; }))
        items.push_back(item);
}

/// Forward only: backward edges would make loops without an end.
void add_edge(Workshop& shop) {
    auto& tasks = shop.draft->tasks;
    if (tasks.size() < 2) return;
    const std::size_t from = shop.dice.below(tasks.size() - 1);
    const std::size_t to = from + 1 + shop.dice.below(tasks.size() - from - 1);
    if (shop.draft->inbound_count(tasks[to].name) == 0) return;  // stays a start task
    add_unique(clause_of(tasks[from], any_clause(shop)), Value{tasks[to].name});
    shop.note("extra-edge");
}

void add_command(Workshop& shop) {
    static const std::vector<std::string> commands = {
        "pause",
        "fail",
        "succeed",
        "noop",
        "pause(msg=\"wait a bit\")",
        "fail(msg=\"because <% $.n %>\")"};
    auto& items = clause_of(shop.dice.pick(shop.draft->tasks), any_clause(shop));
    const std::string command = shop.dice.pick(commands);
    const bool first = shop.dice.chance(50);
    if (std::ranges::any_of(items, [&](const Value& i) { return i == Value{command}; })) return;
    items.insert(first ? items.begin() : items.end(), Value{command});
    shop.draft->can_fail = true;
    shop.note("command-" + command.substr(0, command.find('(')));
}

void change_join(Workshop& shop) {
    for (TaskDraft& task : shop.draft->tasks) {
        if (!task.is_join || !shop.dice.chance(50)) continue;
        const auto inbound = static_cast<int>(shop.draft->inbound_count(task.name));
        static const std::vector<std::string> kinds = {"all", "one"};
        if (shop.dice.chance(40)) {
            task.set("join", shop.dice.between(1, std::max(1, inbound)));
        } else {
            task.set("join", shop.dice.pick(kinds));
        }
        shop.note("join-changed");
    }
}

/// Everybody writes the same names.
void add_conflict(Workshop& shop) {
    for (TaskDraft& task : shop.draft->tasks) {
        if (task.has("publish") || !shop.dice.chance(40)) continue;
        Value& publish = task.clause_publish[static_cast<std::size_t>(Clause::on_complete)];
        if (!publish.is_null()) continue;
        const Value shared = Value::dict({{"shared", task.name}});
        publish = shop.dice.chance(50) ? Value::dict({{"branch", shared}})
                                       : Value::dict({{"global", shared}});
    }
    shop.note("conflicting-publish");
}

void break_expression(Workshop& shop) {
    TaskDraft& task = shop.dice.pick(shop.draft->tasks);
    switch (shop.dice.below(4)) {
    case 0: task.set("publish", Value::dict({{"bad", "<% $.missing.there %>"}})); break;
    case 1: task.set("wait-before", "<% $.k %>"); break;
    case 2:
        clause_of(task, Clause::on_success).push_back(Value::dict({{"noop", "<% 1 / 0 %>"}}));
        break;
    default: task.set("fail-on", "<% $.n + 'x' > 3 %>"); break;
    }
    shop.draft->can_fail = true;
    shop.note("broken-expression");
}

void add_timeouts(Workshop& shop) {
    for (TaskDraft& task : shop.draft->tasks) {
        if (!shop.dice.chance(25)) continue;
        task.set("timeout", shop.dice.between(1, 12));
        task.can_fail = true;
        if (task.script_key.empty() || !shop.dice.chance(40)) continue;
        auto& script = shop.scenario.script[task.script_key];
        script.insert(script.begin(), {Outcome::Kind::hangs, {}, Millis{0}});
        shop.note("timeout");
    }
}

void cancel_something(Workshop& shop) {
    TaskDraft& task = shop.dice.pick(shop.draft->tasks);
    if (task.script_key.empty()) return;
    auto& script = shop.scenario.script[task.script_key];
    script.insert(script.begin(), {Outcome::Kind::cancelled, {}, Millis{0}});
    shop.note("cancelled-action");
}

}  // namespace

void disturb(Workshop& shop, Known known) {
    using Part = void (*)(Workshop&);
    static constexpr std::pair<Part, unsigned> parts[] = {
        {add_edge, 60},
        {add_edge, 30},
        {add_command, 40},
        {add_command, 15},
        {change_join, 40},
        {add_conflict, 40},
        {break_expression, 15},
        {add_timeouts, 30},
        {cancel_something, 15},
    };
    (void)known;
    for (const auto& [part, percent] : parts) {
        if (shop.dice.chance(percent)) part(shop);
    }
}

}  // namespace wf::sim
