// Commands that begin a tree. Each may come twice: retried by its client, or by us after a commit
// of which nobody knows whether it happened.
#include "runtime/worker.hpp"

namespace wf {

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

}  // namespace wf
