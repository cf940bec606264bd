// How a worker carries out a command: on which tree, and what to answer if there is none. What it
// does to the tree is the engine's.
#include "engine/why.hpp"
#include "runtime/target.hpp"
#include "runtime/worker.hpp"

namespace wf {
namespace {

constexpr Millis retry_pause{200};  // while the database is away

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
            why.message = missing_text(envelope.command, target_of(envelope.command));
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

void Worker::execute_in(const Id& root, Resident& resident, Envelope& envelope) {
    const std::uint64_t token = await_answer(envelope);
    resident.runner.execute(envelope.command, token, env(), effects_);
    touch(root, resident);
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
        take_over_reports(it->second);
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

}  // namespace wf
