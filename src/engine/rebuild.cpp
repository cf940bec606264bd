#include "engine/rebuild.hpp"

#include "engine/apply/link.hpp"
#include "engine/join/arrivals.hpp"
#include "engine/join/edges.hpp"

#include <limits>

namespace wf::engine {
namespace {

tl::unexpected<Error> broken(const Id& id, std::string_view problem) {
    return fail(
        ErrorCode::internal,
        "execution tree is broken at " + to_text(id) + ": " + std::string{problem}
    );
}

Result<void> place(Tree& tree, WorkflowExecutionRow row, const ProgramSource& programs) {
    WF_TRY(ProgramPtr program, programs(row));
    TaskIx parent = no_ix;
    if (!row.task_execution_id.is_nil()) {
        const NodeRef ref = tree.find(row.task_execution_id);
        if (ref.kind != NodeKind::task) return broken(row.id, "its parent task is missing");
        parent = ref.index;
    }
    link_workflow(tree, std::move(row), std::move(program), parent);
    return {};
}

Result<void> place(Tree& tree, TaskExecutionRow row) {
    const NodeRef ref = tree.find(row.workflow_execution_id);
    if (ref.kind != NodeKind::workflow) return broken(row.id, "its workflow execution is missing");
    const TaskSpec* spec = tree.workflows[ref.index].program->find(row.name);
    if (spec == nullptr) return broken(row.id, "the definition has no task '" + row.name + "'");
    link_task(tree, std::move(row), ref.index, spec->number);
    return {};
}

Result<void> place(Tree& tree, ActionExecutionRow row) {
    TaskIx task = no_ix;
    if (!row.task_execution_id.is_nil()) {
        const NodeRef ref = tree.find(row.task_execution_id);
        if (ref.kind != NodeKind::task) return broken(row.id, "its task is missing");
        task = ref.index;
    }
    link_action(tree, std::move(row), task);
    return {};
}

template <class Rows>
std::uint64_t next_seq(const Rows& rows, std::size_t at) {
    return at < rows.size() ? seq_of(rows[at].id) : std::numeric_limits<std::uint64_t>::max();
}

void rebuild_edges(Tree& tree) {
    for (WorkflowNode& node : tree.workflows) {
        if (!node.program->has_joins) continue;
        for (const TaskIx ix : node.tasks) {
            const TaskNode& task = tree.tasks[ix];
            open_edges(node, task.number);
            if (task.row.processed || task.row.force_failed)
                settle_edges(node, task.number, task.row.next_tasks);
        }
    }
}

}  // namespace

Result<Tree> rebuild(TreeRows rows, const ProgramSource& programs) {
    Tree tree;
    tree.root = rows.root;
    // Numbers count up as nodes are created, so every node comes after the one it hangs on.
    for (std::size_t w = 0, t = 0, a = 0;;) {
        const std::uint64_t seq_w = next_seq(rows.workflows, w);
        const std::uint64_t seq_t = next_seq(rows.tasks, t);
        const std::uint64_t seq_a = next_seq(rows.actions, a);
        const std::uint64_t least = std::min({seq_w, seq_t, seq_a});
        if (least == std::numeric_limits<std::uint64_t>::max()) break;
        if (least == seq_w) {
            WF_CHECK(place(tree, std::move(rows.workflows[w++]), programs));
        } else if (least == seq_t) {
            WF_CHECK(place(tree, std::move(rows.tasks[t++])));
        } else {
            WF_CHECK(place(tree, std::move(rows.actions[a++])));
        }
    }
    rebuild_edges(tree);
    rebuild_arrivals(tree);
    return tree;
}

}  // namespace wf::engine
