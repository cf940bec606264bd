// Direct workflows out of nested blocks: single tasks, sequences, forks with joins, choices,
// handled errors and loops. A block has one entry and one exit, so blocks compose freely and the
// result does not depend on the order in which parallel branches move.
#include "generate/workshop.hpp"

#include <algorithm>

namespace wf::sim {
namespace {

struct Block {
    std::string entry;
    Exit exit;
};

/// Whether what follows the block must be reached whatever happens inside.
enum class Arrival : std::uint8_t { sure, open };

class Structure {
public:
    explicit Structure(Workshop& shop) : shop_(shop) {}

    Block sequence(Known& known, int depth, Arrival arrival);
    Block block(Known& known, int depth, Arrival arrival);

    bool has_parallel = false;

private:
    TaskDraft& new_task(std::string_view stem) {
        --shop_.tasks_left;
        return shop_.draft->add_task(shop_.new_name(stem));
    }

    Exit exit_of(TaskDraft& task, Arrival arrival);
    TaskDraft& new_join(Value kind, const Known& known);
    Block single(Known& known, Arrival arrival);
    Block handled(Known& known);
    Block parallel(Known& known, int depth);
    Block choice(Known& known, int depth);
    Block loop(Known& known, int depth);
    void link(const Exit& exit, const std::string& target);

    Workshop& shop_;
};

/// Connects, sometimes with an engine command in front that changes nothing in the end.
void Structure::link(const Exit& exit, const std::string& target) {
    const auto& items = exit.task->next[static_cast<std::size_t>(exit.clause)];
    const auto bare = [&](const std::string& command) {
        if (std::ranges::any_of(items, [&](const Value& i) { return i == Value{command}; })) return;
        connect({exit.task, exit.clause, {}}, command);
        shop_.note("command-" + command);
    };
    if (exit.condition.empty() && shop_.dice.chance(4)) bare("noop");
    if (exit.condition.empty() && shop_.dice.chance(3)) bare("pause");
    connect(exit, target);
}

Exit Structure::exit_of(TaskDraft& task, Arrival arrival) {
    if (arrival == Arrival::sure && task.can_fail) return {&task, Clause::on_complete, {}};
    const bool complete = shop_.dice.chance(40);
    return {&task, complete ? Clause::on_complete : Clause::on_success, {}};
}

TaskDraft& Structure::new_join(Value kind, const Known& known) {
    TaskDraft& join = new_task("j");
    join.is_join = true;
    join.set("join", std::move(kind));
    fill_plain(shop_, join, known);
    shop_.note("join");
    return join;
}

Block Structure::single(Known& known, Arrival arrival) {
    TaskDraft& task = new_task("t");
    BodyOptions options;
    options.may_cancel = arrival == Arrival::open;
    fill_body(shop_, task, known, options);
    return {task.name, exit_of(task, arrival)};
}

/// A task that may fail, with a handler; both ways meet again.
Block Structure::handled(Known& known) {
    TaskDraft& task = new_task("t");
    fill_body(shop_, task, known, {});
    TaskDraft& handler = new_task("h");
    Known seen_by_handler = {"n"};
    fill_plain(shop_, handler, seen_by_handler);
    TaskDraft& merge = new_join("one", {"n"});
    connect({&task, Clause::on_success, {}}, merge.name);
    connect({&task, Clause::on_error, {}}, handler.name);
    connect({&handler, Clause::on_success, {}}, merge.name);
    shop_.note("on-error");
    return {task.name, exit_of(merge, Arrival::sure)};
}

Block Structure::parallel(Known& known, int depth) {
    has_parallel = true;
    TaskDraft& fork = new_task("f");
    fill_plain(shop_, fork, known);
    std::vector<Exit> exits;
    Known after = known;
    const int branches = shop_.dice.between(2, 3);
    for (int i = 0; i < branches; ++i) {
        Known own = known;
        const Block branch = block(own, depth - 1, Arrival::sure);
        link({&fork, Clause::on_success, {}}, branch.entry);
        exits.push_back(branch.exit);
        after.insert(
            after.end(), own.begin() + static_cast<std::ptrdiff_t>(known.size()), own.end()
        );
    }
    const bool counted = shop_.dice.chance(20);
    TaskDraft& join = new_join(counted ? Value{branches} : Value{"all"}, known);
    for (const Exit& exit : exits) link(exit, join.name);
    known = after;
    return {fork.name, exit_of(join, Arrival::sure)};
}

Block Structure::choice(Known& known, int depth) {
    TaskDraft& task = new_task("c");
    fill_plain(shop_, task, known);
    const auto [yes, no] = condition_pair(shop_, known);
    Known left = known;
    const Block a = block(left, depth - 1, Arrival::sure);
    connect({&task, Clause::on_success, yes}, a.entry);
    TaskDraft* skipped = nullptr;
    if (shop_.dice.chance(50)) {
        Known right = known;
        const Block b = block(right, depth - 1, Arrival::sure);
        connect({&task, Clause::on_success, no}, b.entry);
        TaskDraft& merge = new_join("one", known);
        link(a.exit, merge.name);
        link(b.exit, merge.name);
        skipped = &merge;
    } else {
        TaskDraft& merge = new_join(1, known);
        link(a.exit, merge.name);
        connect({&task, Clause::on_success, no}, merge.name);
        skipped = &merge;
    }
    shop_.note("choice");
    return {task.name, exit_of(*skipped, Arrival::sure)};
}

/// Counts in a variable of its own and goes round until a limit.
Block Structure::loop(Known& known, int depth) {
    TaskDraft& init = new_task("l");
    const std::string counter = "i_" + init.name;
    fill_plain(shop_, init, known);
    init.set("publish", Value::dict({{counter, 0}}));
    Known inside = known;
    inside.push_back(counter);
    const Block body = block(inside, std::min(depth - 1, 1), Arrival::sure);
    TaskDraft& step = new_task("s");
    fill_plain(shop_, step, known);
    step.set("publish", Value::dict({{counter, plus_one_text(shop_, counter)}}));
    link({&init, Clause::on_success, {}}, body.entry);
    link(body.exit, step.name);
    const auto [again, done] = below_pair(shop_, counter, shop_.dice.between(1, 3));
    connect({&step, Clause::on_success, again}, body.entry);
    // The way out is a task of its own: in front of a join, the edge of a round that goes on would
    // be dead for the moment, and what that does depends on who else has arrived.
    TaskDraft& out = new_task("e");
    fill_plain(shop_, out, known);
    connect({&step, Clause::on_success, done}, out.name);
    known = inside;
    shop_.note("loop");
    return {init.name, exit_of(out, Arrival::sure)};
}

Block Structure::block(Known& known, int depth, Arrival arrival) {
    if (depth <= 0 || shop_.tasks_left < 4) return single(known, arrival);
    switch (shop_.dice.weighted({30, 14, 22, 14, 12, 8})) {
    case 0: return single(known, arrival);
    case 1: return handled(known);
    case 2: return parallel(known, depth);
    case 3: return choice(known, depth);
    case 4: return loop(known, depth);
    default: return sequence(known, depth - 1, arrival);
    }
}

Block Structure::sequence(Known& known, int depth, Arrival arrival) {
    Block whole = block(known, depth, arrival);
    const int more = shop_.dice.between(0, 2);
    for (int i = 0; i < more && shop_.tasks_left > 0; ++i) {
        const Block next = block(known, depth, arrival);
        link(whole.exit, next.entry);
        whole.exit = next.exit;
    }
    return whole;
}

/// With nothing beside it, a last command cannot meet anything that still runs.
void end_with_command(Workshop& shop, const Exit& exit) {
    static const std::vector<std::string> commands = {
        "succeed", "fail", "succeed(msg=\"all fine\")", "fail(msg=\"not fine\")"};
    const std::string command = shop.dice.pick(commands);
    // A call with parameters must contain a space; these do.
    connect(exit, command);
    shop.draft->can_fail = shop.draft->can_fail || command.starts_with("fail");
    shop.note(command.starts_with("fail") ? "command-fail" : "command-succeed");
}

void add_outputs(Workshop& shop, const Known& at_end) {
    WorkflowDraft& draft = *shop.draft;
    if (shop.dice.chance(50)) {
        draft.output = Value::dict({
            {"o_n", number_text(shop, at_end)},
            {"o_k", "<% $.k %>"},
            {"o_all", Value::list({number_text(shop, at_end), "fixed"})},
        });
        shop.note("output");
    }
    if (shop.dice.chance(20)) {
        draft.output_on_error = Value::dict({{"why", "<% $.k %>"}});
        shop.note("output-on-error");
    }
}

/// Independent roots, joined at the end or left open.
void add_roots(Workshop& shop, Structure& structure, const Known& at_start, Known& at_end) {
    const int roots = shop.dice.between(2, 3);
    const bool joined = shop.dice.chance(60);
    std::vector<Exit> exits;
    for (int i = 0; i < roots; ++i) {
        Known own = at_start;
        exits.push_back(structure.sequence(own, 1, joined ? Arrival::sure : Arrival::open).exit);
    }
    shop.note("several-roots");
    if (!joined) return;
    TaskDraft& join = shop.draft->add_task(shop.new_name("j"));
    join.is_join = true;
    join.set("join", "all");
    fill_body(shop, join, at_end, {});
    for (const Exit& exit : exits) connect(exit, join.name);
    shop.note("join");
}

}  // namespace

void build_direct(Workshop& shop) {
    WorkflowDraft& draft = *shop.draft;
    Known known = {"n"};
    if (shop.dice.chance(30)) {
        draft.vars = Value::dict({{"base", number_text(shop, known)}});
        known.push_back("base");
        shop.note("vars");
    }
    add_task_defaults(shop);
    const Known at_start = known;
    Structure structure(shop);
    if (shop.dice.chance(20)) {
        add_roots(shop, structure, at_start, known);
        known = at_start;
    } else {
        const Arrival arrival = shop.dice.chance(60) ? Arrival::sure : Arrival::open;
        const Block whole = structure.sequence(known, 2, arrival);
        if (!structure.has_parallel && shop.dice.chance(20)) end_with_command(shop, whole.exit);
        if (arrival == Arrival::open) known = at_start;
    }
    for (const TaskDraft& task : draft.tasks) draft.can_fail = draft.can_fail || task.can_fail;
    if (!shop.is_determined()) disturb(shop, at_start);
    add_outputs(shop, known);
}

}  // namespace wf::sim
