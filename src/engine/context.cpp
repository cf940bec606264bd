#include "engine/context.hpp"

#include <optional>
#include <string>

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

/// How often a leaf was published on the way to either side of a merge.
struct VersionCounts {
    const DictBuilder* mine;
    const Value& other;

    bool other_is_newer(const std::string& path) const {
        const std::int64_t theirs = version_at(other, path);
        if (theirs == 0) return false;
        const Value* own = mine == nullptr ? nullptr : mine->find(Value{path});
        return theirs > (own == nullptr ? 0 : own->as_int());
    }
};

void merge_member(
    DictBuilder& into, const Member& m, const VersionCounts& versions, const std::string& path
);

Value merge_dicts(
    const Value& left, const Value& right, const VersionCounts& versions, const std::string& path
) {
    DictBuilder merged(left);
    for (const Member& m : right.members()) merge_member(merged, m, versions, path);
    return std::move(merged).freeze();
}

void merge_member(
    DictBuilder& into, const Member& m, const VersionCounts& versions, const std::string& path
) {
    const Value* mine = into.find(m.key);
    if (mine == nullptr) return into.set(m.key, m.value);
    if (mine->same_as(m.value)) return;
    const std::string at = joined(path, m.key);
    if (mine->is_dict() && m.value.is_dict()) {
        into.set(m.key, merge_dicts(*mine, m.value, versions, at));
    } else if (versions.other_is_newer(at)) {
        into.set(m.key, m.value);
    }
}

/// Merges contexts one after the other into one that is copied only once, so that a join of many
/// branches costs what the branches add.
class ContextMerger {
public:
    void add(const Context& context) {
        if (!started_) {
            first_ = last_ = context;
            started_ = true;
            return;
        }
        // Branches that have published nothing still share the context they were given.
        if (context.data.same_as(last_.data) && context.versions.same_as(last_.versions)) return;
        open();
        const VersionCounts counts{&*versions_, context.versions};
        for (const Member& m : context.data.members()) merge_member(*data_, m, counts, {});
        for (const Member& m : context.versions.members()) {
            const Value* mine = versions_->find(m.key);
            if (mine == nullptr || mine->as_int() < m.value.as_int())
                versions_->set(m.key, m.value);
        }
        last_ = context;
    }

    Context finish() && {
        if (!data_) return std::move(first_);
        return {std::move(*data_).freeze(), std::move(*versions_).freeze()};
    }

private:
    void open() {
        if (data_) return;
        data_.emplace(first_.data.is_dict() ? first_.data : Value::dict({}));
        versions_.emplace(first_.versions.is_dict() ? first_.versions : Value::dict({}));
    }

    bool started_ = false;
    Context first_, last_;
    std::optional<DictBuilder> data_, versions_;
};

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
        // A skipped task hands its variables to its own successors but not into joins.
        if (ref.kind != NodeKind::task) continue;
        if (is_join && tree.tasks[ref.index].row.state == State::skipped) continue;
        sources.push_back(ref.index);
    }
    return sources;
}

void compute_inbound(const Tree& tree, const TaskNode& task, const std::vector<TaskIx>& sources) {
    ContextMerger merger;
    for (const TaskIx ix : sources) merger.add(tree.tasks[ix].outbound);
    Context merged = std::move(merger).finish();
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

/// Puts those of `sources` on the stack that have to be computed before `node`. Entered once: what
/// leads back to a task that is under way (a join that has failed and was triggered by what
/// followed) finds it as it is.
void push_unknown(
    const Tree& tree,
    const TaskNode& node,
    const std::vector<TaskIx>& sources,
    std::vector<TaskIx>& stack
) {
    if (node.resolving) return;
    node.resolving = true;
    for (const TaskIx ix : sources) {
        const TaskNode& source = tree.tasks[ix];
        if (!source.outbound_known && !source.resolving) stack.push_back(ix);
    }
}

/// Computes what `task` needs, predecessors first, with a stack of its own: chains may be long.
void resolve(const Tree& tree, const EngineOptions& options, TaskIx task) {
    std::vector<TaskIx> stack{task};
    while (!stack.empty()) {
        const TaskNode& node = tree.tasks[stack.back()];
        if (!node.inbound_known) {
            const std::vector<TaskIx> sources = sources_of(tree, node);
            const std::size_t before = stack.size();
            push_unknown(tree, node, sources, stack);
            if (stack.size() > before) continue;
            compute_inbound(tree, node, sources);
        }
        if (!node.outbound_known) compute_outbound(tree, options, node);
        node.resolving = false;
        stack.pop_back();
    }
}

}  // namespace

Context merge_contexts(const Context& base, const Context& other) {
    ContextMerger merger;
    merger.add(base);
    merger.add(other);
    return std::move(merger).finish();
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
    ContextMerger merger;
    for (const TaskIx ix : node.tasks) {
        const TaskExecutionRow& row = tree.tasks[ix].row;
        if (is_completed(row.state) && row.next_tasks.empty())
            merger.add(outbound_context(tree, options, ix));
    }
    const Context merged = std::move(merger).finish();
    return merged.data.is_dict() ? merged.data : Value::dict({});
}

}  // namespace wf::engine
