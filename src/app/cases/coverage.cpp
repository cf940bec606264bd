#include "app/cases/coverage.hpp"

#include "lang/definitions.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

namespace wf::cases {
namespace {

std::string target_of(const Program& program, const Transition& transition) {
    constexpr std::string_view commands[] = {"", "noop", "fail", "succeed", "pause"};
    if (transition.command == EngineCommand::none) return program.tasks[transition.target].name;
    return std::string{commands[static_cast<std::size_t>(transition.command)]};
}

Branch branch_of(
    const DefinitionSource& source,
    const Program& program,
    const TaskSpec& task,
    const Transition& transition
) {
    Branch branch;
    if (source.has_lines) branch.line = source.lines_before + transition.line;
    branch.from = task.name;
    branch.to = target_of(program, transition);
    if (!transition.condition) return branch;
    const Value& text = transition.condition->source();
    branch.condition = text.is_string() ? text.to_string() : to_json(text);
    return branch;
}

std::string times(std::uint32_t count) {
    if (count == 0) return "NEVER";
    return count == 1 ? std::string{"once"} : fmt::format("{} times", count);
}

std::string line_of(const Branch& branch) {
    const std::string place =
        branch.line == 0 ? std::string{} : fmt::format("line {}", branch.line);
    const std::string edge = fmt::format("{} {} -> {}", branch.from, branch.clause, branch.to);
    if (branch.condition.empty())
        return fmt::format("    {:<9} {:<40} taken {}\n", place, edge, times(branch.taken));
    return fmt::format(
        "    {:<9} {:<40} true {}, false {}   {}\n",
        place,
        edge,
        times(branch.taken),
        times(branch.refused),
        branch.condition
    );
}

double percent_of(std::size_t covered, std::size_t outcomes) {
    if (outcomes == 0) return 100;
    return 100.0 * static_cast<double>(covered) / static_cast<double>(outcomes);
}

}  // namespace

void Coverage::add(
    const DefinitionSource& source, const std::string& name, const Program& program
) {
    const auto [it, is_new] = workflows_.try_emplace(source.path + "\n" + name);
    Workflow& workflow = it->second;
    of_this_case_[name] = &workflow;
    if (!is_new) return;
    workflow.path = source.path;
    workflow.name = name;
    for (const TaskSpec& task : program.tasks) {
        auto& first = workflow.first.emplace_back();
        for (std::size_t clause = 0; clause < task.clauses.size(); ++clause) {
            first[clause] = workflow.branches.size();
            for (const Transition& transition : task.clauses[clause].transitions) {
                Branch branch = branch_of(source, program, task, transition);
                branch.clause = name_of(static_cast<Clause>(clause));
                workflow.branches.push_back(std::move(branch));
            }
        }
    }
}

void Coverage::begin(const WorkflowCase& test) {
    of_this_case_.clear();
    for (const DefinitionSource& source : test.definitions) {
        if (source.kind == lang::DocumentKind::workflows) {
            const auto parsed = lang::parse_workflows(source.text);
            if (!parsed) continue;  // the play reports it
            for (const auto& each : *parsed) add(source, each.name, *each.program);
        } else if (source.kind == lang::DocumentKind::workbook) {
            const auto parsed = lang::parse_workbook(source.text);
            if (!parsed) continue;
            for (const auto& each : parsed->workflows) add(source, each.name, *each.program);
        }
    }
}

void Coverage::judged(
    const Program& program, TaskNo task, Clause clause, std::size_t transition, bool taken
) {
    const auto it = of_this_case_.find(program.name);
    if (it == of_this_case_.end()) return;
    Workflow& workflow = *it->second;
    const std::size_t first = workflow.first[task][static_cast<std::size_t>(clause)];
    Branch& branch = workflow.branches[first + transition];
    ++(taken ? branch.taken : branch.refused);
}

Coverage::Totals Coverage::totals_of(const Workflow& workflow) {
    Totals totals;
    for (const Branch& branch : workflow.branches) {
        totals.covered += branch.covered();
        totals.outcomes += branch.outcomes();
    }
    return totals;
}

Coverage::Totals Coverage::totals() const {
    Totals sum;
    for (const auto& [key, workflow] : workflows_) {
        const Totals own = totals_of(workflow);
        sum.covered += own.covered;
        sum.outcomes += own.outcomes;
    }
    return sum;
}

double Coverage::percent() const {
    const Totals sum = totals();
    return percent_of(sum.covered, sum.outcomes);
}

std::string Coverage::report() const {
    const Totals sum = totals();
    std::string text = fmt::format(
        "coverage: {} of {} branches ({:.1f} %)\n", sum.covered, sum.outcomes, percent()
    );
    for (const auto& [key, workflow] : workflows_) {
        const Totals own = totals_of(workflow);
        text += fmt::format(
            "  {} in {}: {} of {}\n", workflow.name, workflow.path, own.covered, own.outcomes
        );
        for (const Branch& branch : workflow.branches) text += line_of(branch);
    }
    return text;
}

}  // namespace wf::cases
