#include "lang/compile/link.hpp"

#include "lang/compile/direct.hpp"
#include "lang/compile/reverse.hpp"

namespace wf::lang {

void link_tasks(
    const Place& workflow,
    std::vector<TaskText> texts,
    const TaskDefaults& defaults,
    Program& program,
    Checker& out
) {
    program.tasks.reserve(texts.size());
    program.task_numbers.reserve(texts.size());
    for (TaskText& text : texts) {
        const auto number = static_cast<TaskNo>(program.tasks.size());
        text.spec.number = number;
        program.task_numbers.emplace(text.spec.name, number);
        program.tasks.push_back(std::move(text.spec));
    }
    if (program.type == WorkflowType::direct) {
        link_direct(workflow, texts, defaults, program, out);
    } else {
        link_reverse(workflow, texts, defaults, program, out);
    }
}

}  // namespace wf::lang
