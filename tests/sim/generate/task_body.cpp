// What a single task does: engine-side actions, actions of an executor, asynchronous ones, ad-hoc
// ones, sub-workflows; once or for every item of a list.
#include "generate/workshop.hpp"

namespace wf::sim {
namespace {

enum class Body : std::uint8_t {
    noop,
    echo,
    call,
    async_call,
    fail,
    adhoc_echo,
    adhoc_call,
    child
};

Value random_result(Workshop& shop) {
    static const std::vector<std::string> words = {"red", "green", "blue"};
    const Value number{shop.dice.between(0, 9)};
    return Value::dict({{"n", number}, {"word", shop.dice.pick(words)}});
}

Value random_failure(Workshop& shop) {
    if (shop.dice.chance(70)) return Value{"boom " + std::to_string(shop.dice.below(100))};
    return Value::dict({{"code", shop.dice.between(400, 599)}});
}

Millis random_duration(Workshop& shop) {
    static const std::vector<int> seconds = {0, 0, 0, 1, 3, 10};
    return std::chrono::seconds{shop.dice.pick(seconds)};
}

Outcome success_of(Workshop& shop) {
    return {Outcome::Kind::returns, random_result(shop), random_duration(shop)};
}

Outcome failure_of(Workshop& shop) {
    return {Outcome::Kind::fails, random_failure(shop), random_duration(shop)};
}

/// Failures first, perhaps a success at the end: what retries are for.
std::vector<Outcome> script_of(Workshop& shop, TaskDraft& task, const BodyOptions& options) {
    std::vector<Outcome> script;
    if (options.may_cancel && !task.has("with-items") && shop.dice.chance(5)) {
        task.can_fail = true;
        shop.draft->can_cancel = true;
        shop.note("cancelled-action");
        return {{Outcome::Kind::cancelled, {}, random_duration(shop)}};
    }
    if (options.may_fail && shop.dice.chance(35)) {
        const int failures = shop.dice.between(1, 3);
        for (int i = 0; i < failures; ++i) script.push_back(failure_of(shop));
        task.can_fail = true;
        if (shop.dice.chance(30)) return script;  // fails for ever
    }
    const int successes = shop.dice.between(1, 2);
    for (int i = 0; i < successes; ++i) script.push_back(success_of(shop));
    return script;
}

void script_items(Workshop& shop, TaskDraft& task, const BodyOptions& options) {
    if (!shop.dice.chance(40)) return;
    // The first of the items of a root workflow gets a script of its own.
    const std::string url = task.script_key + "?k=r&i=1";
    shop.scenario.script[url] = script_of(shop, task, options);
}

void fill_call(Workshop& shop, TaskDraft& task, const BodyOptions& options, const Known& known) {
    const bool jinja = shop.dice.chance(40);  // one language per text
    task.script_key = "http://" + shop.draft->name + "/" + task.name;
    std::string url = task.script_key + (jinja ? "?k={{ _.k }}" : "?k=<% $.k %>");
    const bool items = task.has("with-items");
    if (items) url += jinja ? "&i={{ _.item }}" : "&i=<% $.item %>";
    DictBuilder input;
    input.set("url", url);
    if (shop.dice.chance(30)) input.set("body", mixed_text(shop, known));
    task.set("input", std::move(input).freeze());
    shop.scenario.script[task.script_key] = script_of(shop, task, options);
    if (items && shop.draft->name == shop.scenario.root) script_items(shop, task, options);
}

void fill_echo(Workshop& shop, TaskDraft& task, const Known& known, std::string_view action) {
    task.set("action", Value{action});
    const bool items = task.has("with-items");
    Value output{items && shop.dice.chance(70) ? "<% $.item %>" : number_text(shop, known)};
    task.set("input", Value::dict({{"output", output}}));
}

void fill_child(Workshop& shop, TaskDraft& task, const Known& known) {
    const Callable& child = shop.dice.pick(shop.callables);
    // The first item that is cancelled ends the task and cancels the others (engine.md 7), so
    // which of them got how far would depend on order.
    if (child.can_cancel && task.has("with-items") && shop.is_determined()) {
        return fill_echo(shop, task, known, "std.echo");
    }
    shop.note(child.target.empty() ? "sub-workflow" : "reverse-sub-workflow");
    task.set("workflow", child.name);
    DictBuilder input;
    // Every call has a name of its own, so that equal actions of different calls stay apart.
    std::string key = "<% $.k %>." + task.name;
    if (task.has("with-items")) {
        key += "-<% $.item %>";
        shop.note("sub-workflow-items");
    }
    input.set("k", key);
    if (shop.dice.chance(60)) input.set("n", number_text(shop, known));
    if (!child.target.empty()) input.set("task_name", child.target);
    task.set("input", std::move(input).freeze());
    if (child.can_fail) task.can_fail = true;
    if (child.can_cancel) shop.draft->can_cancel = true;
}

void add_items(Workshop& shop, TaskDraft& task) {
    static const std::vector<std::string> sources = {
        "item in [1, 2, 3]",
        "item in <% range(1, 5) %>",
        "item in <% list(1, 2) %>",
        "item in <% list() %>",
        "item in <% [1, 2, 3, 4, 5].where($ mod 2 = 1) %>",
        "item in {{ range(1, 4) | list }}",
    };
    const std::size_t which = shop.dice.below(sources.size());
    shop.note(which == 3 ? "empty-items" : "with-items");
    task.set("with-items", sources[which]);
}

void set_call(Workshop& shop, TaskDraft& task, Body body) {
    switch (body) {
    case Body::call: task.set("action", "std.http"); break;
    case Body::async_call:
        task.set("action", "std.mistral_http");
        shop.note("async-action");
        break;
    default:
        task.set("action", "peer_call");
        shop.note("ad-hoc");
        break;
    }
}

Body pick_body(Workshop& shop, const BodyOptions& options) {
    std::vector<unsigned> weights = {10, 18, 30, 10, 0, 6, 8, 0};
    if (options.may_fail) weights[static_cast<std::size_t>(Body::fail)] = 4;
    if (!shop.callables.empty()) weights[static_cast<std::size_t>(Body::child)] = 14;
    return static_cast<Body>(shop.dice.weighted(weights));
}

void fill_action(Workshop& shop, TaskDraft& task, const Known& known, const BodyOptions& options) {
    const Body body = pick_body(shop, options);
    const bool can_iterate = body != Body::noop && body != Body::fail;
    if (can_iterate && shop.dice.chance(22)) add_items(shop, task);
    switch (body) {
    case Body::noop:
        if (shop.dice.chance(50)) task.set("action", "std.noop");
        break;
    case Body::echo: fill_echo(shop, task, known, "std.echo"); break;
    case Body::adhoc_echo:
        fill_echo(shop, task, known, "echo_wrap");
        shop.note("ad-hoc");
        break;
    case Body::fail:
        task.set("action", "std.fail");
        task.can_fail = true;
        break;
    case Body::call:
    case Body::async_call:
    case Body::adhoc_call:
        set_call(shop, task, body);
        fill_call(shop, task, options, known);
        break;
    case Body::child: fill_child(shop, task, known); break;
    }
}

void add_publish(Workshop& shop, TaskDraft& task, Known& known) {
    if (!shop.dice.chance(60)) return;
    const std::string name = "v_" + task.name;
    const bool nested = !shop.draft->is_reverse && shop.dice.chance(25);
    const Value published = Value::dict({{name, number_text(shop, known)}});
    if (nested) {
        task.clause_publish[static_cast<std::size_t>(Clause::on_complete)] =
            Value::dict({{"branch", published}});
        shop.note("publish-in-clause");
        known.push_back(name);
        return;
    }
    DictBuilder members(published);
    if (shop.dice.chance(40)) members.set("r_" + task.name, "<% task().result %>");
    task.set("publish", std::move(members).freeze());
    if (task.can_fail) {
        if (!shop.dice.chance(50)) return;  // not known afterwards
        task.set("publish-on-error", Value::dict({{name, shop.dice.between(-5, 5)}}));
        shop.note("publish-on-error");
    }
    known.push_back(name);
}

void add_global(Workshop& shop, TaskDraft& task, const Known& known) {
    if (!shop.dice.chance(10)) return;
    Value& publish = task.clause_publish[static_cast<std::size_t>(Clause::on_success)];
    if (!publish.is_null()) return;
    publish =
        Value::dict({{"global", Value::dict({{"g_" + task.name, number_text(shop, known)}})}});
    shop.note("publish-global");
}

}  // namespace

void fill_plain(Workshop& shop, TaskDraft& task, const Known& known) {
    if (shop.dice.chance(50)) {
        task.set("action", "std.noop");
    } else {
        task.set("action", "std.echo");
        task.set("input", Value::dict({{"output", number_text(shop, known)}}));
    }
}

void fill_body(Workshop& shop, TaskDraft& task, Known& known, const BodyOptions& options) {
    fill_action(shop, task, known, options);
    add_policies(shop, task, known, options);
    if (!options.may_publish) return;
    const Known before = known;  // what a task publishes it does not see itself
    add_publish(shop, task, known);
    if (!shop.draft->is_reverse) add_global(shop, task, before);
}

}  // namespace wf::sim
