#include "lang/warn/graph.hpp"

namespace wf::lang {

std::vector<bool> reachable_tasks(const Program& program) {
    std::vector<bool> reached(program.tasks.size(), false);
    std::vector<TaskNo> open;
    const auto reach = [&](TaskNo task) {
        if (reached[task]) return;
        reached[task] = true;
        open.push_back(task);
    };
    for (const TaskNo start : program.start_tasks) reach(start);
    while (!open.empty()) {
        const TaskSpec& task = program.tasks[open.back()];
        open.pop_back();
        for (const ClauseSpec& clause : task.clauses) {
            for (const Transition& transition : clause.transitions) {
                if (transition.command == EngineCommand::none) reach(transition.target);
            }
        }
    }
    return reached;
}

}  // namespace wf::lang
