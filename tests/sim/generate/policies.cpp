// Policies of tasks, and task-defaults.
#include "generate/workshop.hpp"

namespace wf::sim {
namespace {

/// Longer than any run, clock jumps included: armed, but never due.
constexpr int never_s = 100'000'000;

void add_retry(Workshop& shop, TaskDraft& task, const Known& known) {
    if (!shop.dice.chance(task.can_fail ? 40 : 5)) return;
    const int count = shop.dice.between(1, 3);
    const int delay = shop.dice.chance(40) ? 0 : shop.dice.between(1, 5);
    shop.note("retry");
    if (shop.dice.chance(25)) {
        task.set("retry", "count=" + std::to_string(count) + " delay=" + std::to_string(delay));
        return;
    }
    DictBuilder retry;
    retry.set("count", count);
    retry.set("delay", delay);
    if (shop.dice.chance(15)) {
        retry.set("break-on", condition_pair(shop, known).first);
        shop.note("break-on");
    } else if (shop.dice.chance(15)) {
        retry.set("continue-on", condition_pair(shop, known).first);
        shop.note("continue-on");
    }
    task.set("retry", std::move(retry).freeze());
}

/// The action never answers, the timeout ends it (true); without a retry, whose second timeout is a
/// matter of taste, and without waits, which would race with it.
bool add_timeout(Workshop& shop, TaskDraft& task, const BodyOptions& options) {
    const bool scripted = !task.script_key.empty() && !task.has("with-items") &&
                          shop.draft->task_defaults["retry"].is_null() &&
                          shop.draft->task_defaults["wait-before"].is_null();
    if (scripted && options.may_fail && !task.has("retry") && shop.dice.chance(8)) {
        task.set("timeout", shop.dice.between(1, 20));
        shop.scenario.script[task.script_key] = {{Outcome::Kind::hangs, {}, Millis{0}}};
        task.can_fail = true;
        shop.note("timeout");
        return true;
    }
    if (shop.dice.chance(5)) {
        task.set("timeout", never_s);
        shop.note("timeout-not-due");
    }
    return false;
}

void add_waits(Workshop& shop, TaskDraft& task, const Known& known) {
    if (shop.dice.chance(8)) {
        const bool dynamic = shop.dice.chance(30);
        task.set(
            "wait-before",
            dynamic ? Value{"<% max(0, min(3, $." + shop.dice.pick(known) + ")) %>"}
                    : Value{shop.dice.between(1, 5)}
        );
        shop.note("wait-before");
    }
    if (shop.dice.chance(8)) {
        task.set("wait-after", shop.dice.between(1, 5));
        shop.note("wait-after");
    }
    if (shop.dice.chance(4)) {
        task.set("pause-before", true);
        shop.note("pause-before");
    }
}

}  // namespace

void add_policies(Workshop& shop, TaskDraft& task, const Known& known, const BodyOptions& options) {
    if (options.may_fail && shop.dice.chance(6)) {
        task.set("fail-on", condition_pair(shop, known).first);
        task.can_fail = true;
        shop.note("fail-on");
    }
    add_retry(shop, task, known);
    const bool ends_by_timeout = add_timeout(shop, task, options);
    if (!ends_by_timeout) add_waits(shop, task, known);
    if (task.has("with-items") && shop.dice.chance(40)) {
        task.set("concurrency", shop.dice.between(1, 3));
        shop.note("concurrency");
    }
    if (shop.dice.chance(5)) {
        task.set("keep-result", false);
        shop.note("keep-result");
    }
    if (shop.scenario.is_safe || shop.dice.chance(30)) {
        task.set("safe-rerun", true);
        shop.note("safe-rerun");
    }
}

void add_task_defaults(Workshop& shop) {
    if (!shop.dice.chance(15)) return;
    DictBuilder defaults;
    if (shop.dice.chance(40)) {
        defaults.set("retry", Value::dict({{"count", 1}, {"delay", shop.dice.between(0, 2)}}));
    }
    if (shop.dice.chance(30)) defaults.set("wait-before", shop.dice.between(1, 2));
    if (shop.dice.chance(30)) defaults.set("timeout", never_s);
    if (shop.dice.chance(30)) defaults.set("concurrency", shop.dice.between(1, 2));
    if (defaults.size() == 0) return;
    shop.note("task-defaults");
    shop.draft->task_defaults = std::move(defaults).freeze();
}

}  // namespace wf::sim
