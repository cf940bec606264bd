// How a worker carries out each kind of command: what concerns whole trees is done here, everything
// else is the engine's.
#include "engine/why.hpp"
#include "runtime/change_collector.hpp"
#include "runtime/worker.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr Millis retry_pause{200};  // while the database is away

/// The object a command is about.
struct TargetId {
    Id operator()(const CompleteAction& c) const { return c.action_execution_id; }

    Id operator()(const UpdateAction& c) const { return c.action_execution_id; }

    Id operator()(const ActionStarted& c) const { return c.action_execution_id; }

    Id operator()(const PauseWorkflow& c) const { return c.workflow_execution_id; }

    Id operator()(const ResumeWorkflow& c) const { return c.workflow_execution_id; }

    Id operator()(const StopWorkflow& c) const { return c.workflow_execution_id; }

    Id operator()(const UpdateWorkflow& c) const { return c.workflow_execution_id; }

    Id operator()(const DeleteWorkflow& c) const { return c.workflow_execution_id; }

    Id operator()(const ExplainExecution& c) const { return c.workflow_execution_id; }

    Id operator()(const RerunTask& c) const { return c.task_execution_id; }

    Id operator()(const SkipTask& c) const { return c.task_execution_id; }

    Id operator()(const TimerFired& c) const { return c.task_execution_id; }

    Id operator()(const DeleteAction& c) const { return c.action_execution_id; }

    Id operator()(const RecoverTree& c) const { return c.root; }

    Id operator()(const StartWorkflow&) const { return {}; }

    Id operator()(const RunAction&) const { return {}; }
};

/// "WorkflowExecution not found [id=…]": what an unknown id is called depends on what was looked
/// for.
std::string missing_text(const Command& command, const Id& id) {
    const std::string shown = to_text(id);
    if (std::holds_alternative<RerunTask>(command) || std::holds_alternative<SkipTask>(command)) {
        return "Task execution not found [id=" + shown + "]";
    }
    const bool action = std::holds_alternative<CompleteAction>(command) ||
                        std::holds_alternative<UpdateAction>(command) ||
                        std::holds_alternative<DeleteAction>(command) ||
                        std::holds_alternative<ActionStarted>(command);
    return (action ? "ActionExecution not found [id=" : "WorkflowExecution not found [id=") +
           shown + "]";
}

Error forbidden(std::string text) {
    return Error{ErrorCode::forbidden, std::move(text), {}, {}};
}

/// Ids of everything below a workflow execution, itself included.
void collect_below(const Tree& tree, WorkflowIx workflow, std::vector<Id>& out) {
    const WorkflowNode& node = tree.workflows[workflow];
    out.push_back(node.row.id);
    for (const TaskIx task_ix : node.tasks) {
        const TaskNode& task = tree.tasks[task_ix];
        out.push_back(task.row.id);
        for (const ActionIx action : task.actions) out.push_back(tree.actions[action].row.id);
        for (const WorkflowIx child : task.children) collect_below(tree, child, out);
    }
}

}  // namespace

void Worker::carry_out(Envelope& envelope) {
    if (const auto* start = std::get_if<StartWorkflow>(&envelope.command))
        return carry_out_start(envelope, *start);
    if (std::holds_alternative<RunAction>(envelope.command)) return carry_out_run(envelope);
    if (const auto* explain = std::get_if<ExplainExecution>(&envelope.command))
        return carry_out_explain(envelope, *explain);
    if (is_being_deleted(envelope.root)) return postpone(envelope);
    if (const auto* gone = std::get_if<DeleteWorkflow>(&envelope.command);
        gone != nullptr && delete_unloaded(envelope, *gone))
        return;
    Error why;
    Resident* resident = find_or_load(envelope.root, why);
    if (const auto* complete = std::get_if<CompleteAction>(&envelope.command)) {
        hear_of(complete->action_execution_id);
    } else if (const auto* started = std::get_if<ActionStarted>(&envelope.command)) {
        hear_of(started->action_execution_id);
    }
    if (resident == nullptr) {
        if (std::holds_alternative<RecoverTree>(envelope.command)) {
            // Nobody else would ask for it again; a broken tree has been logged and stays alone.
            if (info_of(why.code).retryable) {
                load_again(envelope.root);
                rest_ = retry_pause;
            }
            return;
        }
        if (why.code == ErrorCode::not_found)
            why.message = missing_text(envelope.command, std::visit(TargetId{}, envelope.command));
        return reply_later(envelope, tl::unexpected(std::move(why)));
    }
    if (const auto* gone = std::get_if<DeleteWorkflow>(&envelope.command))
        return carry_out_delete(envelope, *gone);
    if (const auto* gone = std::get_if<DeleteAction>(&envelope.command))
        return carry_out_delete(envelope, *gone);
    if (std::holds_alternative<RecoverTree>(envelope.command)) return;  // loading has done it
    execute_in(envelope.root, *resident, envelope);
}

/// To a later turn. What stays in the batch is an empty shell.
void Worker::postpone(Envelope& envelope) {
    mailbox_.post(envelope, true);
    envelope.root = {};
}

/// What a turn deletes is on the disk until it commits, and must not be loaded from there again.
bool Worker::is_being_deleted(const Id& root) const {
    const auto of_root = [&](const Id& id) { return root_of(id) == root; };
    return std::ranges::any_of(deleted_trees_, of_root) ||
           std::ranges::any_of(deleted_rows_, of_root);
}

void Worker::execute_in(const Id& root, Resident& resident, Envelope& envelope) {
    const std::uint64_t token = await_answer(envelope);
    resident.runner.execute(envelope.command, token, env(), effects_);
    touch(root, resident);
}

/// A retried create with the same id is answered with the execution that exists.
bool Worker::answer_existing(Envelope& envelope, const StartWorkflow& command) {
    const auto answer = [&](const WorkflowExecutionRow& row) {
        Reply reply;
        reply.workflow = row;
        reply_later(envelope, std::move(reply));
        return true;
    };
    if (const auto it = aliases_.find(command.execution_id); it != aliases_.end()) {
        return answer(trees_.at(it->second).runner.tree().workflows.front().row);
    }
    Id root;
    const auto known = storage_.find_alias(command.execution_id);
    if (!known) {
        reply_later(envelope, tl::unexpected(known.error()));
        return true;
    }
    if (*known) {
        root = **known;
    } else if (const auto own = parse_id(command.execution_id)) {
        root = *own;  // the id that an earlier answer has shown
        if (const auto it = trees_.find(root_of(root)); it != trees_.end()) {
            const NodeRef ref = it->second.runner.tree().find(root);
            if (ref.kind == NodeKind::workflow)
                return answer(it->second.runner.tree().workflows[ref.index].row);
        }
    } else {
        return false;
    }
    const auto row = storage_.get_workflow_execution(root);
    if (!row) {
        reply_later(envelope, tl::unexpected(row.error()));
        return true;
    }
    return *row ? answer(**row) : false;
}

/// A commit that was answered with an error may have been carried out all the same: then the rows
/// of this command are there, and their tree goes on by itself.
bool Worker::answer_stored(Envelope& envelope) {
    Error why;
    Resident* resident = find_or_load(envelope.root, why);
    if (resident == nullptr) {
        if (why.code == ErrorCode::not_found) return false;
        reply_later(envelope, tl::unexpected(std::move(why)));
        return true;
    }
    const Tree& tree = resident->runner.tree();
    Reply reply;
    if (tree.workflows.empty()) {
        if (const auto* run = std::get_if<RunAction>(&envelope.command);
            run->run_sync && is_incomplete(tree.actions.front().row.state)) {
            awaited_runs_[envelope.root] = await_answer(envelope);
            wait_again(envelope.root, *resident);
            return true;
        }
        reply.action = tree.actions.front().row;
    } else {
        reply.workflow = tree.workflows.front().row;
    }
    reply_later(envelope, std::move(reply));
    return true;
}

/// The tree of an awaited action has been loaded again: it does not know who waits.
void Worker::wait_again(const Id& root, Resident& resident) {
    const auto awaited = awaited_runs_.find(root);
    if (awaited == awaited_runs_.end()) return;
    ActionNode& action = resident.runner.tree().actions.front();
    action.answer_token = awaited->second;
    if (is_incomplete(action.row.state)) return;
    Reply reply;
    reply.action = action.row;
    effects_.emplace_back(Answer{awaited->second, std::move(reply)});
}

/// A run that is not stored cannot be loaded again: its caller has to ask once more.
void Worker::refuse_lost_run(const Id& root) {
    const auto awaited = awaited_runs_.find(root);
    if (awaited == awaited_runs_.end()) return;
    const auto it = waiting_.find(awaited->second);
    awaited_runs_.erase(awaited);
    if (it == waiting_.end()) return;
    const ReplyHandler handler = std::move(it->second);
    waiting_.erase(it);
    handler(fail(ErrorCode::busy, "the action's result was lost with the database; try again"));
}

void Worker::carry_out_start(Envelope& envelope, const StartWorkflow& command) {
    if (!command.execution_id.empty() && answer_existing(envelope, command)) return;
    if (envelope.attempts > 0 && answer_stored(envelope)) return;
    Resident& resident = place(envelope.root, Tree{});
    if (!command.execution_id.empty()) aliases_[command.execution_id] = envelope.root;
    execute_in(envelope.root, resident, envelope);
    if (resident.runner.tree().workflows.empty()) aliases_.erase(command.execution_id);  // refused
}

void Worker::carry_out_run(Envelope& envelope) {
    if (envelope.attempts > 0 && answer_stored(envelope)) return;
    Resident& resident = place(envelope.root, Tree{});
    execute_in(envelope.root, resident, envelope);
    const auto& actions = resident.runner.tree().actions;
    if (!actions.empty() && actions.front().answer_token != 0)
        awaited_runs_[envelope.root] = actions.front().answer_token;
}

/// A tree that is not in memory is read, explained and left alone: unfinished ones have no
/// follow-ups then (only idle trees are evicted), finished ones need no place here.
void Worker::carry_out_explain(Envelope& envelope, const ExplainExecution& command) {
    const Id id = command.workflow_execution_id;
    const auto answer = [&](const Tree& tree, engine::Queue queue) {
        const NodeRef ref = tree.find(id);
        if (ref.kind != NodeKind::workflow) {
            return reply_later(
                envelope, fail(ErrorCode::not_found, missing_text(envelope.command, id))
            );
        }
        Reply reply;
        reply.explanation = engine::explain(tree, ref.index, queue);
        reply_later(envelope, std::move(reply));
    };
    if (const auto it = trees_.find(envelope.root); it != trees_.end()) {
        const engine::TreeRunner& runner = it->second.runner;
        const bool works = runner.has_work();
        return answer(runner.tree(), works ? engine::Queue::waiting : engine::Queue::empty);
    }
    Result<Tree> tree = load(envelope.root);
    if (tree) return answer(*tree, engine::Queue::empty);
    Error why = std::move(tree).error();
    if (why.code == ErrorCode::not_found) why.message = missing_text(envelope.command, id);
    reply_later(envelope, tl::unexpected(std::move(why)));
}

/// A whole tree that is not in memory because nothing is left to do in it is deleted by what its
/// root's row says; so expiry does not read what it throws away. False: another case.
bool Worker::delete_unloaded(Envelope& envelope, const DeleteWorkflow& command) {
    if (command.workflow_execution_id != envelope.root || trees_.contains(envelope.root) ||
        is_being_deleted(envelope.root))
        return false;
    const auto row = storage_.get_workflow_execution(envelope.root);
    if (!row || !*row || (*row)->active || !is_completed((*row)->state)) return false;
    deleted_trees_.push_back(envelope.root);
    reply_later(envelope, Reply{});
    return true;
}

void Worker::carry_out_delete(Envelope& envelope, const DeleteWorkflow& command) {
    Resident& resident = trees_.at(envelope.root);
    const Tree& tree = resident.runner.tree();
    const NodeRef ref = tree.find(command.workflow_execution_id);
    if (ref.kind != NodeKind::workflow) {
        return reply_later(
            envelope,
            fail(
                ErrorCode::not_found, missing_text(envelope.command, command.workflow_execution_id)
            )
        );
    }
    const WorkflowExecutionRow& row = tree.workflows[ref.index].row;
    if (!is_completed(row.state) && !command.force) {
        return reply_later(
            envelope,
            tl::unexpected(forbidden(
                "Only completed executions can be deleted. Use --force to override this. "
                "Execution " +
                (row.alias.empty() ? to_text(row.id) : row.alias) + " is in " +
                std::string{name_of(row.state)} + " state"
            ))
        );
    }
    if (!row.is_root() && (dirty_rows(tree) > 0 || resident.runner.has_work())) {
        return postpone(envelope);  // first let the tree's own changes reach the disk
    }
    if (row.is_root()) {
        deleted_trees_.push_back(envelope.root);
    } else {
        collect_below(tree, ref.index, deleted_rows_);
    }
    reply_later(envelope, Reply{});
    std::ranges::move(resident.runner.notices(), std::back_inserter(last_notices_));
    // The tree in memory is out of date now; a living rest is loaded again when it is needed.
    aliases_.erase(alias_of(resident));
    std::erase(ready_, envelope.root);
    std::erase(touched_, envelope.root);
    const bool rest_lives = !row.is_root() && tree.is_active();
    trees_.erase(envelope.root);
    if (!rest_lives) return;
    Envelope again{RecoverTree{envelope.root}, envelope.root, {}, 0, 0};
    mailbox_.post(again, true);
}

void Worker::carry_out_delete(Envelope& envelope, const DeleteAction& command) {
    Resident& resident = trees_.at(envelope.root);
    const NodeRef ref = resident.runner.tree().find(command.action_execution_id);
    const ActionNode* action =
        ref.kind == NodeKind::action ? &resident.runner.tree().actions[ref.index] : nullptr;
    if (action == nullptr) {
        return reply_later(
            envelope,
            fail(ErrorCode::not_found, missing_text(envelope.command, command.action_execution_id))
        );
    }
    if (action->task != no_ix) {
        return reply_later(
            envelope, tl::unexpected(forbidden("Only ad-hoc action execution can be deleted."))
        );
    }
    if (!is_completed(action->row.state)) {
        return reply_later(
            envelope, tl::unexpected(forbidden("Only completed action execution can be deleted."))
        );
    }
    deleted_trees_.push_back(envelope.root);
    reply_later(envelope, Reply{});
    std::erase(touched_, envelope.root);
    std::erase(ready_, envelope.root);
    trees_.erase(envelope.root);
}

}  // namespace wf
