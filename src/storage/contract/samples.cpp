#include "storage/contract/samples.hpp"

namespace wf::contract {

WorkflowExecutionRow workflow_row(const Id& id, std::string name) {
    WorkflowExecutionRow row;
    row.id = id;
    row.workflow_name = std::move(name);
    row.project_id = "p1";
    row.state = State::running;
    row.created_at = {1'700'000'000'000};
    return row;
}

TaskExecutionRow task_row(const Id& id, const Id& workflow, std::string name) {
    TaskExecutionRow row;
    row.id = id;
    row.workflow_execution_id = workflow;
    row.name = std::move(name);
    row.state = State::running;
    row.created_at = {1'700'000'000'000};
    return row;
}

ActionExecutionRow action_row(const Id& id, const TaskExecutionRow& task) {
    ActionExecutionRow row;
    row.id = id;
    row.task_execution_id = task.id;
    row.workflow_execution_id = task.workflow_execution_id;
    row.name = "std.echo";
    row.created_at = {1'700'000'000'000};
    return row;
}

StoredTree full_tree(std::uint32_t number) {
    TreeIds ids{number};
    Filler filler{number + 1};
    StoredTree tree;
    for (int i = 0; i < 2; ++i) {
        auto task = filler.row<TaskExecutionRow>();
        task.id = ids.next();
        task.workflow_execution_id = ids.root();
        auto action = filler.row<ActionExecutionRow>();
        action.id = ids.next();
        action.task_execution_id = task.id;
        action.workflow_execution_id = ids.root();
        tree.tasks.push_back(std::move(task));
        tree.actions.push_back(std::move(action));
    }
    for (const Id& id : {ids.root(), ids.next()}) {
        auto workflow = filler.row<WorkflowExecutionRow>();
        workflow.id = id;
        if (!workflow.is_root()) {
            workflow.alias.clear();
            workflow.active = false;
        }
        tree.workflows.push_back(std::move(workflow));
    }
    return tree;
}

ChangeSet insertion_of(const StoredTree& tree) {
    ChangeSet changes;
    for (const auto& row : tree.workflows) changes.inserted_workflows.push_back(&row);
    for (const auto& row : tree.tasks) changes.inserted_tasks.push_back(&row);
    for (const auto& row : tree.actions) changes.inserted_actions.push_back(&row);
    return changes;
}

void insert(Storage& storage, const StoredTree& tree) {
    must(storage.commit(insertion_of(tree)));
}

void insert(Storage& storage, const WorkflowExecutionRow& row) {
    ChangeSet changes;
    changes.inserted_workflows = {&row};
    must(storage.commit(changes));
}

std::vector<std::string> texts_of(const std::vector<Id>& ids) {
    std::vector<std::string> texts;
    for (const Id& id : ids) texts.push_back(to_text(id));
    return texts;
}

}  // namespace wf::contract
