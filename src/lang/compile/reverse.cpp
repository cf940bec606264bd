#include "lang/compile/reverse.hpp"

#include "lang/compile/lookup.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

constexpr std::size_t requirements_max = 1'000'000;

class Linker {
public:
    Linker(const Place& workflow, const TaskDefaults& defaults, Program& program, Checker& out)
        : workflow_(workflow), program_(program), out_(out) {
        default_ = resolve_all(defaults.required, {});
    }

    void run(const std::vector<TaskText>& texts) {
        for (std::size_t i = 0; i < texts.size() && count_ < requirements_max; ++i) {
            TaskSpec& task = program_.tasks[i];
            for (const TaskNo n : resolve_all(texts[i].required, task.name)) require(task, n);
            for (const TaskNo n : default_) require(task, n);
        }
        if (count_ >= requirements_max) {
            out_.construction(workflow_, "The workflow has more than 1000000 requirements");
            return;
        }
        report_cycle();
    }

private:
    std::vector<TaskNo> resolve_all(const std::vector<Target>& names, std::string_view task) {
        std::vector<TaskNo> found;
        for (const Target& target : names) {
            const auto it = program_.task_numbers.find(target.name);
            if (it != program_.task_numbers.end()) {
                found.push_back(it->second);
                continue;
            }
            report_unknown_task(workflow_, {task, "requires"}, target, program_, out_);
        }
        return found;
    }

    // A task that requires itself does not wait for itself.
    void require(TaskSpec& task, TaskNo other) {
        if (required_by_.empty()) required_by_.resize(program_.tasks.size(), nobody);
        if (other == task.number || required_by_[other] == task.number) return;
        required_by_[other] = task.number;
        task.requirements.push_back(other);
        ++count_;
    }

    // Takes away tasks without open requirements until none is left; what stays stands in or above
    // a cycle.
    void report_cycle() {
        const std::size_t n = program_.tasks.size();
        std::vector<std::size_t> open(n);
        std::vector<std::vector<TaskNo>> dependants(n);
        std::vector<TaskNo> ready;
        for (const TaskSpec& task : program_.tasks) {
            open[task.number] = task.requirements.size();
            if (task.requirements.empty()) ready.push_back(task.number);
            for (const TaskNo other : task.requirements) dependants[other].push_back(task.number);
        }
        for (std::size_t i = 0; i < ready.size(); ++i) {
            for (const TaskNo dependant : dependants[ready[i]]) {
                if (--open[dependant] == 0) ready.push_back(dependant);
            }
        }
        if (ready.size() == n) return;
        const auto stuck = std::ranges::find_if(open, [](std::size_t count) { return count > 0; });
        out_.graph(
            Stage::links,
            workflow_.node().mark,
            workflow_.path(),
            "Tasks require each other in a circle: " +
                circle_from(static_cast<TaskNo>(stuck - open.begin()), open),
            {.rule = "circular-requires"}
        );
    }

    // Follows open requirements until a task comes again.
    std::string circle_from(TaskNo task, const std::vector<std::size_t>& open) const {
        std::vector<TaskNo> path;
        std::vector<bool> seen(program_.tasks.size(), false);
        while (!seen[task]) {
            seen[task] = true;
            path.push_back(task);
            task = *std::ranges::find_if(program_.tasks[task].requirements, [&](TaskNo next) {
                return open[next] > 0;
            });
        }
        std::string text;
        for (auto it = std::ranges::find(path, task); it != path.end(); ++it) {
            text += program_.tasks[*it].name + " -> ";
        }
        return text + program_.tasks[task].name;
    }

    static constexpr TaskNo nobody = ~TaskNo{0};

    const Place& workflow_;
    Program& program_;
    Checker& out_;
    std::vector<TaskNo> default_;
    std::vector<TaskNo> required_by_;
    std::size_t count_ = 0;
};

}  // namespace

void link_reverse(
    const Place& workflow,
    const std::vector<TaskText>& texts,
    const TaskDefaults& defaults,
    Program& program,
    Checker& out
) {
    Linker{workflow, defaults, program, out}.run(texts);
}

}  // namespace wf::lang
