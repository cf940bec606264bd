#include "lang/compile/direct.hpp"

#include "lang/compile/lookup.hpp"
#include "lang/compile/loops.hpp"

#include <algorithm>
#include <limits>

namespace wf::lang {
namespace {

// task-defaults with many targets multiply: every task gets them all.
constexpr std::size_t transitions_max = 1'000'000;

constexpr Clause all_clauses[] = {
    Clause::on_success, Clause::on_error, Clause::on_complete, Clause::on_skip};

/// What task-defaults say for one clause.
struct Defaults {
    std::vector<Transition> known;
    std::vector<const Target*> unknown;
    bool used = false;  // by a task that has no targets of its own
};

class Linker {
public:
    Linker(const Place& workflow, const TaskDefaults& defaults, Program& program, Checker& out)
        : workflow_(workflow), defaults_(defaults), program_(program), out_(out) {}

    void run(const std::vector<TaskText>& texts) {
        for (const Clause c : all_clauses) resolve_defaults(c);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            for (const Clause c : all_clauses) link(program_.tasks[i], texts[i].clauses, c);
        }
        for (const Clause c : all_clauses) report_unknown_defaults(c);
        collect_inbound();
        check_joins();
        if (program_.has_joins) mark_loops(program_);
        collect_starts();
        program_.has_several_ends = may_end_severally();
    }

private:
    static std::size_t index(Clause c) { return static_cast<std::size_t>(c); }

    /// nullopt: there is no such task.
    std::optional<Transition> resolve(const Target& target) const {
        Transition made;
        made.condition = target.condition;
        made.parameters = target.parameters;
        made.line = target.mark.line;
        made.command = command_of(target.text);
        if (made.command != EngineCommand::none) return made;
        // A task may be called like a call, "f(x=1)"; only if none is, the text is split. With a
        // blank it is split in any case, and commands go before tasks again.
        const bool is_name = target.text.find(' ') == std::string::npos;
        auto found = program_.task_numbers.end();
        if (is_name) found = program_.task_numbers.find(target.text);
        if (found != program_.task_numbers.end()) made.parameters = {};
        if (found == program_.task_numbers.end()) {
            made.command = command_of(target.name);
            if (made.command != EngineCommand::none) return made;
            found = program_.task_numbers.find(target.name);
        }
        if (found == program_.task_numbers.end()) return std::nullopt;
        made.target = found->second;
        return made;
    }

    std::vector<Transition> resolve_all(
        const std::vector<Target>& targets, std::string_view task, Clause c
    ) {
        std::vector<Transition> made;
        made.reserve(targets.size());
        for (const Target& target : targets) {
            if (auto transition = resolve(target)) {
                made.push_back(*std::move(transition));
            } else {
                report_unknown_task(workflow_, {task, name_of(c)}, target, program_, out_);
            }
        }
        return made;
    }

    void resolve_defaults(Clause c) {
        Defaults& defaults = default_transitions_[index(c)];
        for (const Target& target : defaults_.clauses[index(c)].targets) {
            if (auto transition = resolve(target)) {
                defaults.known.push_back(*std::move(transition));
            } else {
                defaults.unknown.push_back(&target);
            }
        }
    }

    // A default that every task has replaced leads nowhere, so a wrong name in it is no error.
    void report_unknown_defaults(Clause c) {
        const Defaults& defaults = default_transitions_[index(c)];
        if (!defaults.used) return;
        for (const Target* target : defaults.unknown)
            report_unknown_task(workflow_, {{}, name_of(c)}, *target, program_, out_);
    }

    void link(TaskSpec& task, const ClauseTexts& own, Clause c) {
        std::vector<Transition>& transitions = task.clauses[index(c)].transitions;
        const std::vector<Target>& targets = own[index(c)].targets;
        if (!targets.empty()) {
            transitions = resolve_all(targets, task.name, c);
        } else if (count_ < transitions_max) {
            default_transitions_[index(c)].used = true;
            // The task itself is left out, or it would repeat itself.
            std::ranges::copy_if(
                default_transitions_[index(c)].known,
                std::back_inserter(transitions),
                [&](const Transition& t) { return edge_to(t) != task.number; }
            );
        }
        count_ += transitions.size();
        if (count_ >= transitions_max && !reported_) {
            reported_ = true;
            out_.construction(workflow_, "The workflow has more than 1000000 transitions");
        }
        if (c == Clause::on_error) task.has_on_error = !transitions.empty();
    }

    // A transition to `fail` is the command, and yet an inbound edge of a task of that name: so
    // such a task does not start at once, it never does.
    std::optional<TaskNo> edge_to(const Transition& transition) const {
        if (transition.command == EngineCommand::none) return transition.target;
        const auto named = program_.task_numbers.find(std::string{name_of(transition.command)});
        if (named == program_.task_numbers.end()) return std::nullopt;
        return named->second;
    }

    void collect_inbound() {
        std::vector<TaskNo> last(program_.tasks.size(), std::numeric_limits<TaskNo>::max());
        for (const TaskSpec& task : program_.tasks) {
            for (const ClauseSpec& clause : task.clauses) {
                for (const Transition& t : clause.transitions) {
                    const auto target = edge_to(t);
                    if (!target || last[*target] == task.number) continue;
                    last[*target] = task.number;
                    program_.tasks[*target].inbound.push_back(task.number);
                }
            }
        }
    }

    void check_joins() {
        for (const TaskSpec& task : program_.tasks) {
            if (task.join.kind == JoinSpec::Kind::none) continue;
            program_.has_joins = true;
            check_join(task);
        }
    }

    void check_join(const TaskSpec& task) {
        std::string message;
        if (task.join.kind == JoinSpec::Kind::all && task.inbound.empty()) {
            message = "No inbound tasks for task with 'join: all' [task_name=" + task.name + "]";
        } else if (task.join.kind == JoinSpec::Kind::count && task.inbound.size() < task.join.count) {
            message = "Not enough inbound tasks for task with 'join' [task_name=" + task.name +
                      ", join=" + std::to_string(task.join.count) +
                      ", inbound_tasks=" + std::to_string(task.inbound.size()) + "]";
        }
        if (!message.empty()) {
            out_.graph(
                Stage::joins,
                mark_of(task),
                task_path(workflow_, {task.name, "join"}),
                std::move(message)
            );
        }
    }

    yaml::Mark mark_of(const TaskSpec& task) const {
        const yaml::Node& node = workflow_.node().find("tasks")->children[task.number];
        const yaml::Node* join = node.find("join");
        return join == nullptr ? node.mark : join->mark;
    }

    void collect_starts() {
        for (const TaskSpec& task : program_.tasks) {
            if (task.inbound.empty()) program_.start_tasks.push_back(task.number);
        }
        if (!program_.start_tasks.empty()) return;
        out_.no_start(
            workflow_,
            "Failed to find start tasks in direct workflow. There must be at least one task "
            "without inbound "
            "transition.[workflow_name=" +
                program_.name + "]"
        );
    }

    // One path from a single start never forks: then at most one task ends the workflow.
    bool may_end_severally() const {
        if (program_.start_tasks.size() > 1) return true;
        return std::ranges::any_of(program_.tasks, [](const TaskSpec& task) {
            const auto onward = [&task](Clause c) {
                return std::ranges::count_if(task.clause(c).transitions, [](const Transition& t) {
                    return t.command == EngineCommand::none;
                });
            };
            const auto state = std::max(
                {onward(Clause::on_success), onward(Clause::on_error), onward(Clause::on_skip)}
            );
            return state + onward(Clause::on_complete) > 1;
        });
    }

    const Place& workflow_;
    const TaskDefaults& defaults_;
    Program& program_;
    Checker& out_;
    std::array<Defaults, 4> default_transitions_;
    std::size_t count_ = 0;
    bool reported_ = false;
};

}  // namespace

void link_direct(
    const Place& workflow,
    const std::vector<TaskText>& texts,
    const TaskDefaults& defaults,
    Program& program,
    Checker& out
) {
    Linker{workflow, defaults, program, out}.run(texts);
}

}  // namespace wf::lang
