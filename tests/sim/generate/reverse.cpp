// Reverse workflows: tasks that require earlier ones, and a target among the last.
#include "generate/workshop.hpp"

#include <algorithm>

namespace wf::sim {

void build_reverse(Workshop& shop) {
    WorkflowDraft& draft = *shop.draft;
    draft.is_reverse = true;
    shop.note("reverse");
    const Known at_start = {"n"};
    const int count = std::max(2, std::min(shop.tasks_left, 7));
    for (int i = 0; i < count; ++i) {
        TaskDraft& task = draft.add_task(shop.new_name("r"));
        std::vector<Value> required;
        for (int earlier = 0; earlier < i; ++earlier) {
            if (required.size() < 3 && shop.dice.chance(35))
                required.emplace_back(draft.tasks[static_cast<std::size_t>(earlier)].name);
        }
        Known known = at_start;
        fill_body(shop, task, known, {});
        draft.can_fail = draft.can_fail || task.can_fail;
        if (required.size() == 1 && shop.dice.chance(50)) {
            task.set("requires", required.front());
        } else if (!required.empty()) {
            task.set("requires", Value::list(required));
        }
    }
    const std::size_t last = draft.tasks.size() - 1;
    draft.target = draft.tasks[shop.dice.chance(70) ? last : last - 1].name;
    if (shop.dice.chance(30)) draft.output = Value::dict({{"o_n", number_text(shop, at_start)}});
}

}  // namespace wf::sim
