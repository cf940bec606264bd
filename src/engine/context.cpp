#include "engine/context.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

std::string joined(const std::string& path, const Value& key) {
    const std::string name = key.is_string() ? key.to_string() : std::string{};
    return path.empty() ? name : path + '.' + name;
}

std::int64_t version_at(const Value& versions, const std::string& path) {
    const Value* count = versions.find(path);
    return count == nullptr ? 0 : count->as_int();
}

void count_leaves(
    const Value& published, const std::string& path, const Value& before, DictBuilder& out
) {
    for (const Member& m : published.members()) {
        const std::string at = joined(path, m.key);
        if (m.value.is_dict() && !m.value.empty()) {
            count_leaves(m.value, at, before, out);
        } else {
            out.set(at, version_at(before, at) + 1);
        }
    }
}

Value merge_data(
    const Context& a,
    const Context& b,
    const Value& left,
    const Value& right,
    const std::string& path
) {
    if (left.same_as(right)) return left;
    DictBuilder merged(left);
    for (const Member& m : right.members()) {
        const Value* mine = left.find(m.key);
        if (mine == nullptr) {
            merged.set(m.key, m.value);
            continue;
        }
        if (mine->same_as(m.value)) continue;
        const std::string at = joined(path, m.key);
        if (mine->is_dict() && m.value.is_dict()) {
            merged.set(m.key, merge_data(a, b, *mine, m.value, at));
        } else if (version_at(b.versions, at) > version_at(a.versions, at)) {
            merged.set(m.key, m.value);
        }
    }
    return std::move(merged).freeze();
}

Value merge_versions(const Value& a, const Value& b) {
    if (a.same_as(b) || b.empty()) return a;
    if (a.empty()) return b;
    DictBuilder merged(a);
    for (const Member& m : b.members()) {
        const Value* mine = a.find(m.key);
        if (mine == nullptr || mine->as_int() < m.value.as_int()) merged.set(m.key, m.value);
    }
    return std::move(merged).freeze();
}

bool versioned(const WorkflowNode& workflow, const EngineOptions& options) {
    return options.context_versioning &&
           (workflow.program->has_joins || workflow.program->has_several_ends);
}

/// Tasks whose outbound contexts make up the inbound one of `task`.
std::vector<TaskIx> sources_of(const Tree& tree, const TaskNode& task) {
    std::vector<TaskIx> sources;
    const WorkflowNode& workflow = tree.workflows[task.workflow];
    if (workflow.program->type == WorkflowType::reverse) {
        for (const TaskNo needed : workflow.program->tasks[task.number].requirements) {
            const TaskIx ix = workflow.latest[needed];
            if (ix != no_ix && tree.tasks[ix].row.state == State::success) sources.push_back(ix);
        }
        return sources;
    }
    const bool is_join = workflow.program->tasks[task.number].join.kind != JoinSpec::Kind::none;
    const std::size_t count = is_join ? task.row.context_count : task.row.triggered_by.size();
    for (std::size_t i = 0; i < count && i < task.row.triggered_by.size(); ++i) {
        const NodeRef ref = tree.find(task.row.triggered_by[i]);
        // A skipped task hands its variables to its own successors but not into joins (spec 11).
        if (ref.kind != NodeKind::task) continue;
        if (is_join && tree.tasks[ref.index].row.state == State::skipped) continue;
        sources.push_back(ref.index);
    }
    return sources;
}

void compute_inbound(const Tree& tree, const TaskNode& task, const std::vector<TaskIx>& sources) {
    Context merged;
    bool first = true;
    for (const TaskIx ix : sources) {
        const Context& from = tree.tasks[ix].outbound;
        merged = first ? from : merge_contexts(merged, from);
        first = false;
    }
    if (!merged.data.is_dict()) merged.data = Value::dict({});
    task.inbound = std::move(merged);
    task.inbound_known = true;
}

void compute_outbound(const Tree& tree, const EngineOptions& options, const TaskNode& task) {
    const bool count = versioned(tree.workflows[task.workflow], options);
    task.outbound =
        publish_into(task.inbound, task.row.published, options.merge_recursively, count);
    task.outbound_known = true;
}

/// Computes what `task` needs, predecessors first, with a stack of its own: chains may be long.
void resolve(const Tree& tree, const EngineOptions& options, TaskIx task) {
    std::vector<TaskIx> stack{task};
    while (!stack.empty()) {
        const TaskNode& node = tree.tasks[stack.back()];
        if (!node.inbound_known) {
            const std::vector<TaskIx> sources = sources_of(tree, node);
            const std::size_t before = stack.size();
            for (const TaskIx ix : sources) {
                if (!tree.tasks[ix].outbound_known && std::ranges::find(stack, ix) == stack.end())
                    stack.push_back(ix);
            }
            if (stack.size() > before) continue;
            compute_inbound(tree, node, sources);
        }
        if (!node.outbound_known) compute_outbound(tree, options, node);
        stack.pop_back();
    }
}

}  // namespace

Context merge_contexts(const Context& base, const Context& other) {
    return {
        merge_data(base, other, base.data, other.data, {}),
        merge_versions(base.versions, other.versions)};
}

Context publish_into(
    const Context& inbound, const Value& published, bool recursively, bool count_versions
) {
    if (published.empty()) return inbound;
    Context out;
    out.data =
        recursively ? merge_recursive(inbound.data, published) : overlay(inbound.data, published);
    out.versions = inbound.versions;
    if (count_versions) {
        DictBuilder counted;
        count_leaves(published, {}, inbound.versions, counted);
        out.versions = overlay(inbound.versions, std::move(counted).freeze());
    }
    return out;
}

const Context& inbound_context(const Tree& tree, const EngineOptions& options, TaskIx task) {
    if (!tree.tasks[task].inbound_known) resolve(tree, options, task);
    return tree.tasks[task].inbound;
}

const Context& outbound_context(const Tree& tree, const EngineOptions& options, TaskIx task) {
    if (!tree.tasks[task].outbound_known) resolve(tree, options, task);
    return tree.tasks[task].outbound;
}

Value final_context(const Tree& tree, const EngineOptions& options, WorkflowIx workflow) {
    const WorkflowNode& node = tree.workflows[workflow];
    if (node.program->type == WorkflowType::reverse) {
        const TaskSpec* target = node.program->find(node.row.task_name);
        const TaskIx ix = target == nullptr ? no_ix : node.latest[target->number];
        return ix == no_ix ? Value::dict({}) : outbound_context(tree, options, ix).data;
    }
    Context merged;
    bool first = true;
    for (const TaskIx ix : node.tasks) {
        const TaskExecutionRow& row = tree.tasks[ix].row;
        if (!is_completed(row.state) || !row.next_tasks.empty()) continue;
        const Context& from = outbound_context(tree, options, ix);
        merged = first ? from : merge_contexts(merged, from);
        first = false;
    }
    return merged.data.is_dict() ? merged.data : Value::dict({});
}

}  // namespace wf::engine
