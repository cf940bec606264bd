#include "api/testing/fake_engine.hpp"

namespace wf::api::testing {
namespace {

tl::unexpected<Error> refused_change(const WorkflowExecutionRow& row, State to) {
    return fail(
        ErrorCode::invalid_transition,
        "Can't change workflow execution state from " + std::string{name_of(row.state)} + " to " +
            std::string{name_of(to)} + ". [workflow=" + row.workflow_name +
            ", execution_id=" + to_text(row.id) + "]"
    );
}

State state_of(const ActionResult& result) {
    switch (result.outcome) {
    case ActionResult::Outcome::success: return State::success;
    case ActionResult::Outcome::error: return State::error;
    case ActionResult::Outcome::cancelled: return State::cancelled;
    }
    return State::error;
}

Reply reply_of(WorkflowExecutionRow row) {
    Reply reply;
    reply.workflow = std::move(row);
    return reply;
}

Reply reply_of(ActionExecutionRow row) {
    Reply reply;
    reply.action = std::move(row);
    return reply;
}

Value with_defaults(const Value& params, const std::string& name_space) {
    DictBuilder all{params.is_dict() ? params : Value::dict({})};
    if (!params["env"].is_dict()) all.set("env", Value::dict({}));
    all.set("namespace", name_space);
    return std::move(all).freeze();
}

}  // namespace

FakeEngine::FakeEngine(Storage& storage, const Clock& clock)
    : storage_(storage), clock_(clock), thread_([this] { run(); }) {
}

FakeEngine::~FakeEngine() {
    {
        const std::scoped_lock lock{mutex_};
        stopping_ = true;
    }
    filled_.notify_one();
    thread_.join();
}

void FakeEngine::submit(Command command, ReplyHandler on_reply) {
    const auto* start = std::get_if<StartWorkflow>(&command);
    if (start != nullptr && start->workflow == "busy")
        return on_reply(fail(ErrorCode::busy, "The engine is busy, try again."));
    const std::scoped_lock lock{mutex_};
    if (start != nullptr && start->workflow == "silent") {
        never_answered_.push_back(std::move(on_reply));
        return;
    }
    queue_.emplace_back(std::move(command), std::move(on_reply));
    filled_.notify_one();
}

void FakeEngine::run() {
    std::unique_lock lock{mutex_};
    for (;;) {
        filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        auto [command, on_reply] = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        on_reply(carry_out(command));
        lock.lock();
    }
}

Result<Reply> FakeEngine::carry_out(const Command& command) {
    return std::visit([this](const auto& each) { return perform(each); }, command);
}

Id FakeEngine::new_root() {
    return make_root_id(clock_.now(), 1, ++roots_);
}

Result<WorkflowExecutionRow> FakeEngine::workflow_of(const Id& id) {
    WF_TRY(std::optional<WorkflowExecutionRow> row, storage_.get_workflow_execution(id));
    if (!row)
        return fail(ErrorCode::not_found, "WorkflowExecution not found [id=" + to_text(id) + "]");
    return *std::move(row);
}

Result<Reply> FakeEngine::save(WorkflowExecutionRow row) {
    row.updated_at = clock_.now();
    ChangeSet changes;
    changes.updated_workflows.push_back(&row);
    WF_CHECK(storage_.commit(changes));
    return reply_of(std::move(row));
}

Result<Reply> FakeEngine::save(TaskExecutionRow row) {
    row.updated_at = clock_.now();
    ChangeSet changes;
    changes.updated_tasks.push_back(&row);
    WF_CHECK(storage_.commit(changes));
    Reply reply;
    reply.task = std::move(row);
    return reply;
}

Result<void> FakeEngine::add_task(const WorkflowExecutionRow& workflow) {
    TaskExecutionRow task;
    task.id = child_id(workflow.id, 1);
    task.workflow_execution_id = workflow.id;
    task.name = "t1";
    task.state = State::running;
    task.created_at = clock_.now();
    task.started_at = task.created_at;
    ActionExecutionRow action;
    action.id = child_id(workflow.id, 2);
    action.task_execution_id = task.id;
    action.workflow_execution_id = workflow.id;
    action.name = "std.async_noop";
    action.is_sync = false;
    action.input = Value::dict({});
    action.created_at = task.created_at;
    ChangeSet changes;
    changes.inserted_tasks.push_back(&task);
    changes.inserted_actions.push_back(&action);
    return storage_.commit(changes);
}

Result<Reply> FakeEngine::perform(const StartWorkflow& command) {
    if (!command.execution_id.empty()) {
        WF_TRY(const std::optional<Id> existing, storage_.find_alias(command.execution_id));
        if (existing) {
            WF_TRY(WorkflowExecutionRow row, workflow_of(*existing));
            return reply_of(std::move(row));
        }
    }
    WF_TRY(
        const auto definition,
        storage_.find_workflow_definition(
            command.workflow, command.workflow_namespace, default_project
        )
    );
    if (!definition)
        return fail(
            ErrorCode::not_found,
            "Workflow not found [workflow_identifier=" + command.workflow +
                ", namespace=" + command.workflow_namespace + "]"
        );
    WorkflowExecutionRow row;
    row.id = new_root();
    row.alias = command.execution_id;
    row.workflow_id = definition->id;
    row.workflow_name = definition->name;
    row.workflow_namespace = definition->name_space;
    row.project_id = command.project_id;
    row.description = command.description;
    row.state = State::running;
    row.tags = definition->tags;
    row.input = command.input.is_null() ? Value::dict({}) : command.input;
    row.params = with_defaults(command.params, definition->name_space);
    row.created_at = clock_.now();
    ChangeSet changes;
    changes.inserted_workflows.push_back(&row);
    WF_CHECK(storage_.commit(changes));
    WF_CHECK(add_task(row));
    return reply_of(std::move(row));
}

Result<Reply> FakeEngine::perform(const RunAction& command) {
    const bool is_async = command.name == "std.async_noop";
    if (!is_async && command.name != "std.echo")
        return fail(
            ErrorCode::invalid_argument, "Failed to find action [action_name=" + command.name + "]"
        );
    if (is_async && command.run_sync)
        return fail(ErrorCode::invalid_argument, "Action does not support synchronous execution.");
    ActionExecutionRow row;
    row.name = command.name;
    row.input = command.input.is_null() ? Value::dict({}) : command.input;
    row.description = command.description;
    row.is_sync = !is_async;
    const bool is_stored = is_async || command.save_result;
    if (!is_stored || command.run_sync) {
        row.state = State::success;
        row.has_result = true;
        row.result = command.input["output"];
        row.accepted = true;
    }
    if (is_stored) {
        row.id = new_root();
        row.project_id = command.project_id;
        row.created_at = clock_.now();
        ChangeSet changes;
        changes.inserted_actions.push_back(&row);
        WF_CHECK(storage_.commit(changes));
    }
    return reply_of(std::move(row));
}

Result<Reply> FakeEngine::finish_task(const Id& task_id, State state) {
    WF_TRY(auto task, storage_.get_task_execution(task_id));
    task->state = state;
    task->processed = true;
    task->finished_at = clock_.now();
    WF_TRY(WorkflowExecutionRow workflow, workflow_of(task->workflow_execution_id));
    WF_CHECK(save(*task));
    if (is_completed(workflow.state)) return Reply{};
    workflow.state = state == State::skipped ? State::success : state;
    workflow.output = Value::dict({});
    return save(std::move(workflow));
}

Result<Reply> FakeEngine::perform(const CompleteAction& command) {
    WF_TRY(auto row, storage_.get_action_execution(command.action_execution_id));
    if (is_completed(row->state))
        return fail(
            ErrorCode::invalid_transition, "Action " + to_text(row->id) + " is already completed"
        );
    row->state = state_of(command.result);
    row->has_result = true;
    row->result = command.result.value;
    row->accepted = true;
    row->updated_at = clock_.now();
    ChangeSet changes;
    changes.updated_actions.push_back(&*row);
    WF_CHECK(storage_.commit(changes));
    if (!row->task_execution_id.is_nil()) WF_CHECK(finish_task(row->task_execution_id, row->state));
    return reply_of(*std::move(row));
}

Result<Reply> FakeEngine::perform(const UpdateAction& command) {
    WF_TRY(auto row, storage_.get_action_execution(command.action_execution_id));
    if (row->is_sync)
        return fail(
            ErrorCode::invalid_argument,
            "Transition to the PAUSED state is only supported for "
            "asynchronous action execution."
        );
    row->state = command.state;
    row->updated_at = clock_.now();
    ChangeSet changes;
    changes.updated_actions.push_back(&*row);
    WF_CHECK(storage_.commit(changes));
    return reply_of(*std::move(row));
}

Result<Reply> FakeEngine::perform(const PauseWorkflow& command) {
    WF_TRY(WorkflowExecutionRow row, workflow_of(command.workflow_execution_id));
    if (!allowed(row.state, State::paused)) return refused_change(row, State::paused);
    row.state = State::paused;
    row.state_info = command.state_info;
    return save(std::move(row));
}

Result<Reply> FakeEngine::perform(const ResumeWorkflow& command) {
    WF_TRY(WorkflowExecutionRow row, workflow_of(command.workflow_execution_id));
    if (row.state != State::paused && row.state != State::idle) return reply_of(std::move(row));
    row.state = State::running;
    if (!command.env.is_null())
        row.params = merge_recursive(row.params, Value::dict({{"env", command.env}}));
    return save(std::move(row));
}

Result<Reply> FakeEngine::perform(const StopWorkflow& command) {
    WF_TRY(WorkflowExecutionRow row, workflow_of(command.workflow_execution_id));
    const bool stays = row.state == State::paused && command.state == State::error;
    if (stays || (is_completed(row.state) && command.state != State::success))
        return reply_of(std::move(row));
    if (!allowed(row.state, command.state)) return refused_change(row, command.state);
    row.state = command.state;
    row.state_info = command.state_info;
    const Value info = command.state_info ? Value{*command.state_info} : Value{};
    row.output =
        command.state == State::success ? Value::dict({}) : Value::dict({{"result", info}});
    return save(std::move(row));
}

Result<Reply> FakeEngine::perform(const UpdateWorkflow& command) {
    WF_TRY(WorkflowExecutionRow row, workflow_of(command.workflow_execution_id));
    if (command.description) row.description = *command.description;
    if (!command.env.is_null())
        row.params = merge_recursive(row.params, Value::dict({{"env", command.env}}));
    return save(std::move(row));
}

Result<Reply> FakeEngine::perform(const RerunTask& command) {
    WF_TRY(auto task, storage_.get_task_execution(command.task_execution_id));
    task->state = State::running;
    task->finished_at.reset();
    WF_TRY(WorkflowExecutionRow workflow, workflow_of(task->workflow_execution_id));
    workflow.state = State::running;
    WF_CHECK(save(std::move(workflow)));
    return save(*std::move(task));
}

Result<Reply> FakeEngine::perform(const SkipTask& command) {
    WF_CHECK(finish_task(command.task_execution_id, State::skipped));
    WF_TRY(auto task, storage_.get_task_execution(command.task_execution_id));
    task->state_info = "Task was skipped.";
    return save(*std::move(task));
}

/// As the real one answers: its only task waits for an answer from outside.
Result<Reply> FakeEngine::perform(const ExplainExecution& command) {
    WF_TRY(const WorkflowExecutionRow row, workflow_of(command.workflow_execution_id));
    ListBuilder causes;
    if (!is_completed(row.state)) {
        causes.push(Value::dict({
            {"task", "t1"},
            {"task_execution_id", to_text(child_id(row.id, 1))},
            {"state", "RUNNING"},
            {"kind", "async-action"},
            {"text", "waits for an answer from outside"},
        }));
    }
    Reply reply;
    reply.explanation = Value::dict({
        {"id", row.alias.empty() ? to_text(row.id) : row.alias},
        {"workflow", row.workflow_name},
        {"state", name_of(row.state)},
        {"summary", name_of(row.state)},
        {"causes", std::move(causes).freeze()},
    });
    return reply;
}

Result<Reply> FakeEngine::perform(const DeleteWorkflow& command) {
    ChangeSet changes;
    changes.deleted_trees.push_back(root_of(command.workflow_execution_id));
    WF_CHECK(storage_.commit(changes));
    return Reply{};
}

Result<Reply> FakeEngine::perform(const DeleteAction& command) {
    ChangeSet changes;
    changes.deleted_trees.push_back(command.action_execution_id);
    WF_CHECK(storage_.commit(changes));
    return Reply{};
}

}  // namespace wf::api::testing
