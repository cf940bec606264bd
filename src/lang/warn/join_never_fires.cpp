#include "lang/warn/checks.hpp"
#include "lang/warn/graph.hpp"
#include "lang/warn/visit.hpp"

#include <algorithm>
#include <iterator>

namespace wf::lang {

namespace {

enum class End : std::uint8_t { success, error, skip };

// "This task has ended so."
struct Fact {
    TaskNo task;
    End end;

    auto operator<=>(const Fact&) const = default;
};

using Facts = std::vector<Fact>;  // sorted

// Facts may be as many as tasks, for each transition: greater graphs are not looked at.
constexpr std::size_t work_max = 4'000'000;

// What must have happened for a task to start, tasks taken in an order in which causes come first.
class Causes {
public:
    explicit Causes(const Program& program) : program_(program), of_(program.tasks.size()) {}

    // Two ends of one task that a join would need both; nullopt if it can fire.
    std::optional<TaskNo> conflict_at(const TaskSpec& task) {
        const bool needs_all =
            task.join.kind == JoinSpec::Kind::all ||
            (task.join.kind == JoinSpec::Kind::count && task.join.count == task.inbound.size());
        Facts common;
        Facts all;
        bool is_first = true;
        for (const TaskNo from : task.inbound) {
            const Facts facts = through(program_.tasks[from], task.number);
            common = is_first ? facts : combined(common, facts, std::ranges::set_intersection);
            all = combined(all, facts, std::ranges::set_union);
            is_first = false;
        }
        std::optional<TaskNo> conflict;
        if (needs_all) conflict = contradiction(all);
        of_[task.number] = needs_all && !conflict ? std::move(all) : std::move(common);
        return conflict;
    }

private:
    Facts through(const TaskSpec& from, TaskNo to) const {
        const auto leads = [&](Clause c) {
            return std::ranges::any_of(from.clause(c).transitions, [to](const Transition& t) {
                return t.command == EngineCommand::none && t.target == to;
            });
        };
        Facts facts = of_[from.number];
        if (leads(Clause::on_complete)) return facts;
        std::vector<End> ends;
        if (leads(Clause::on_success)) ends.push_back(End::success);
        if (leads(Clause::on_error)) ends.push_back(End::error);
        if (leads(Clause::on_skip)) ends.push_back(End::skip);
        if (ends.size() != 1) return facts;
        const Fact own{from.number, ends[0]};
        facts.insert(std::ranges::upper_bound(facts, own), own);
        return facts;
    }

    template <class Algorithm>
    static Facts combined(const Facts& a, const Facts& b, Algorithm algorithm) {
        Facts result;
        algorithm(a, b, std::back_inserter(result), {}, {}, {});
        return result;
    }

    static std::optional<TaskNo> contradiction(const Facts& facts) {
        const auto it = std::ranges::adjacent_find(facts, {}, &Fact::task);
        return it == facts.end() ? std::nullopt : std::optional{it->task};
    }

    const Program& program_;
    std::vector<Facts> of_;
};

// Tasks so that each comes behind those that lead to it; empty if some lead in a circle.
std::vector<TaskNo> in_order(const Program& program) {
    std::vector<std::size_t> open;
    std::vector<TaskNo> order = program.start_tasks;
    std::vector<std::vector<TaskNo>> next(program.tasks.size());
    for (const TaskSpec& task : program.tasks) {
        open.push_back(task.inbound.size());
        for (const TaskNo from : task.inbound) next[from].push_back(task.number);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (const TaskNo to : next[order[i]]) {
            if (--open[to] == 0) order.push_back(to);
        }
    }
    if (order.size() < program.tasks.size()) order.clear();
    return order;
}

// In a circle a task may end differently each time round: nothing is sure there.
std::vector<std::optional<TaskNo>> conflicts_of(const Program& program) {
    std::vector<std::optional<TaskNo>> conflicts(program.tasks.size());
    std::size_t transitions = 0;
    for (const TaskSpec& task : program.tasks) transitions += task.inbound.size();
    if (transitions * program.tasks.size() > work_max) return conflicts;
    Causes causes{program};
    for (const TaskNo task : in_order(program)) {
        conflicts[task] = causes.conflict_at(program.tasks[task]);
    }
    return conflicts;
}

std::string problem_of(
    const TaskSpec& task,
    const Program& program,
    const std::vector<bool>& reached,
    const std::optional<TaskNo>& conflict
) {
    if (conflict) {
        return "this join never fires: it needs different ends of '" +
               program.tasks[*conflict].name + "' at once";
    }
    if (task.join.kind != JoinSpec::Kind::all) return {};
    for (const TaskNo from : task.inbound) {
        if (reached[from]) continue;
        return "this join never fires: it waits for '" + program.tasks[from].name +
               "', to which no way leads";
    }
    return {};
}

}  // namespace

void warn_join_never_fires(const WorkflowView& view) {
    const Program& program = view.program;
    if (program.type == WorkflowType::reverse || !program.has_joins) return;
    const auto conflicts = conflicts_of(program);
    const std::vector<bool> reached = reachable_tasks(program);
    for_each_task(view, [&](const Place& task, const TaskSpec& spec) {
        if (!reached[spec.number]) return;
        const std::string problem = problem_of(spec, program, reached, conflicts[spec.number]);
        if (problem.empty()) return;
        with_member(task, "join", [&](const Place& at) {
            view.out.warning(
                at,
                problem,
                {.hint = "use 'join: one', or lead to it by 'on-complete'",
                 .rule = "join-never-fires"}
            );
        });
    });
}

}  // namespace wf::lang
