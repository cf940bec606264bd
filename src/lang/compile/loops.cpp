#include "lang/compile/loops.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

using Edges = std::vector<std::vector<TaskNo>>;

/// Takes away, again and again, what has no edge coming in: no loop goes through it.
void peel(const Edges& to, const Edges& from, std::vector<bool>& is_left) {
    std::vector<std::size_t> count(to.size());
    std::vector<TaskNo> free;
    for (TaskNo at = 0; at < to.size(); ++at) {
        count[at] = static_cast<std::size_t>(std::ranges::count_if(from[at], [&](TaskNo other) {
            return is_left[other];
        }));
        if (is_left[at] && count[at] == 0) free.push_back(at);
    }
    while (!free.empty()) {
        const TaskNo at = free.back();
        free.pop_back();
        is_left[at] = false;
        for (const TaskNo next : to[at]) {
            if (is_left[next] && --count[next] == 0) free.push_back(next);
        }
    }
}

}  // namespace

/// What cannot be reached from a loop is peeled off from the front, what cannot reach one from the
/// back. What lies between two loops stays, which costs a little and harms nobody.
void mark_loops(Program& program) {
    const std::size_t size = program.tasks.size();
    Edges to(size);
    Edges from(size);
    for (const TaskSpec& task : program.tasks) {
        from[task.number] = task.inbound;
        for (const TaskNo other : task.inbound) to[other].push_back(task.number);
    }
    std::vector<bool> is_left(size, true);
    peel(to, from, is_left);
    peel(from, to, is_left);
    for (TaskSpec& task : program.tasks) task.may_loop = is_left[task.number];
}

}  // namespace wf::lang
