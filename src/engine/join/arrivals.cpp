#include "engine/join/arrivals.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

const NextTask& next_task_of(const Tree& tree, const Arrival& arrival) {
    return tree.tasks[arrival.from].row.next_tasks.at(arrival.slot);
}

void mark_arrived(const Tree& tree, const TaskNode& join, TaskNo from) {
    const auto& inbound = tree.workflows[join.workflow].program->tasks[join.number].inbound;
    const auto at = std::ranges::lower_bound(inbound, from);
    if (at != inbound.end() && *at == from)
        join.arrived[static_cast<std::size_t>(at - inbound.begin())] = true;
}

void build_arrived(const Tree& tree, const TaskNode& join) {
    const TaskSpec& spec = tree.workflows[join.workflow].program->tasks[join.number];
    join.arrived.assign(spec.inbound.size(), false);
    for (const Arrival& a : join.arrivals) mark_arrived(tree, join, tree.tasks[a.from].number);
    // Triggers of the start count even if the task has been run again since.
    for (std::size_t i = 0; i < join.row.context_count; ++i) {
        const NodeRef ref = tree.find(join.row.triggered_by[i]);
        if (ref.kind == NodeKind::task) mark_arrived(tree, join, tree.tasks[ref.index].number);
    }
}

}  // namespace

bool has_arrived(const Tree& tree, const TaskNode& join, TaskNo inbound) {
    if (join.arrived.empty()) build_arrived(tree, join);
    const auto& all = tree.workflows[join.workflow].program->tasks[join.number].inbound;
    const auto at = std::ranges::lower_bound(all, inbound);
    return at != all.end() && *at == inbound &&
           join.arrived[static_cast<std::size_t>(at - all.begin())];
}

void note_arrival(Tree& tree, TaskIx join, Arrival arrival) {
    TaskNode& node = tree.tasks[join];
    TaskNode& from = tree.tasks[arrival.from];
    NextTask& next = from.row.next_tasks.at(arrival.slot);
    next.joined = seq_of(node.row.id);
    next.order = node.arrivals.empty() ? 1 : next_task_of(tree, node.arrivals.back()).order + 1;
    node.arrivals.push_back(arrival);
    if (!node.arrived.empty()) mark_arrived(tree, node, from.number);
}

void freeze_arrivals(Tree& tree, TaskIx join) {
    TaskNode& node = tree.tasks[join];
    node.row.triggered_by.clear();
    node.row.trigger_events.clear();
    for (const Arrival& a : node.arrivals) {
        node.row.triggered_by.push_back(tree.tasks[a.from].row.id);
        node.row.trigger_events.push_back(next_task_of(tree, a).event);
    }
    node.row.context_count = static_cast<std::uint32_t>(node.arrivals.size());
    node.arrived.clear();
}

void leave_joins(Tree& tree, TaskNode& task) {
    for (const NextTask& next : task.row.next_tasks) {
        if (next.joined == 0 || next.joined >= tree.by_seq.size()) continue;
        const NodeRef ref = tree.by_seq[next.joined];
        if (ref.kind != NodeKind::task) continue;
        TaskNode& join = tree.tasks[ref.index];
        std::erase_if(join.arrivals, [&](const Arrival& a) {
            return &tree.tasks[a.from] == &task;
        });
        join.arrived.clear();
    }
    task.row.next_tasks.clear();
}

void rebuild_arrivals(Tree& tree) {
    for (TaskIx ix = 0; ix < tree.tasks.size(); ++ix) {
        const std::vector<NextTask>& next = tree.tasks[ix].row.next_tasks;
        for (std::uint32_t slot = 0; slot < next.size(); ++slot) {
            if (next[slot].joined == 0 || next[slot].joined >= tree.by_seq.size()) continue;
            const NodeRef ref = tree.by_seq[next[slot].joined];
            if (ref.kind == NodeKind::task) tree.tasks[ref.index].arrivals.push_back({ix, slot});
        }
    }
    for (TaskNode& join : tree.tasks) {
        std::ranges::sort(join.arrivals, {}, [&](const Arrival& a) {
            return next_task_of(tree, a).order;
        });
    }
}

}  // namespace wf::engine
