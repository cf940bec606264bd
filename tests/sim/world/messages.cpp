// Commands on their way to a node, and their answers.
#include "world/node.hpp"

namespace wf::sim {
namespace {

template <class C>
constexpr std::string_view command_name = "command";
template <>
constexpr std::string_view command_name<StartWorkflow> = "start";
template <>
constexpr std::string_view command_name<CompleteAction> = "result";
template <>
constexpr std::string_view command_name<ActionStarted> = "started";
template <>
constexpr std::string_view command_name<RunAction> = "run";
template <>
constexpr std::string_view command_name<PauseWorkflow> = "pause";
template <>
constexpr std::string_view command_name<ResumeWorkflow> = "resume";
template <>
constexpr std::string_view command_name<StopWorkflow> = "stop";
template <>
constexpr std::string_view command_name<RerunTask> = "rerun";
template <>
constexpr std::string_view command_name<SkipTask> = "skip";
template <>
constexpr std::string_view command_name<UpdateAction> = "update-action";
template <>
constexpr std::string_view command_name<DeleteWorkflow> = "delete";

std::string name_of_command(const Command& command) {
    return std::visit(
        [](const auto& c) { return std::string{command_name<std::decay_t<decltype(c)>>}; }, command
    );
}

}  // namespace

Millis World::delay() {
    if (!plan_.strikes(Fault::delay_message, dice_)) return Millis{0};
    return Millis{1 + dice_.below(5000)};
}

void World::post(Letter letter) {
    letters_.push_back(std::move(letter));
    send(letters_.size() - 1, delay());
}

void World::send(std::size_t letter, Millis wait) {
    messages_.push_back({now_ms_ + wait.count(), LetterNo{letter}});
}

void World::deliver(std::size_t number) {
    Message message = std::move(messages_[number]);
    messages_.erase(messages_.begin() + static_cast<std::ptrdiff_t>(number));
    std::visit([&](auto& what) { deliver(std::move(what)); }, message.what);
}

void World::deliver(LetterNo no) {
    Letter& letter = letters_[no.number];
    const bool again = letter.settled;
    const auto* start = std::get_if<StartWorkflow>(&letter.command);
    const bool repeatable = !std::holds_alternative<RunAction>(letter.command) &&
                            (start == nullptr || !start->execution_id.empty());
    if (repeatable && plan_.strikes(Fault::repeat_message, dice_) && letter.sent < 10)
        send(no.number, Millis{dice_.below(2000)});
    if (again && !plan_.is_on()) return;
    std::size_t to = nodes_.size() - 1;
    if (nodes_.size() > 1 && plan_.strikes(Fault::stale_route, dice_))
        to = dice_.below(nodes_.size());
    if (nodes_.empty() || !nodes_[to]->runtime) {
        if (letter.sender != Sender::person) send(no.number, Millis{500});
        return;
    }
    ++letter.sent;
    const std::size_t delivery = ++last_delivery_;
    deliveries_[delivery] = {no.number, to};
    journal_.note([&] {
        return name_of_command(letter.command) + " (letter " + std::to_string(no.number) +
               ") to node " + std::to_string(to);
    });
    nodes_[to]->runtime->submit(letter.command, [this, delivery](const Result<Reply>& reply) {
        on_reply(delivery, reply);
    });
}

void World::on_reply(std::size_t delivery, const Result<Reply>& reply) {
    const auto it = deliveries_.find(delivery);
    if (it == deliveries_.end()) return journal_.violation("a command was answered twice");
    const std::size_t number = it->second.letter;
    deliveries_.erase(it);
    journal_.note([&] {
        return "letter " + std::to_string(number) +
               (reply ? " is acknowledged" : " is refused: " + reply.error().message);
    });
    if (reply) {
        check_durable(*reply);
        on_success(letters_[number], *reply);
    } else {
        on_refusal(number, reply.error());
    }
}

/// An answer means durable.
void World::check_durable(const Reply& reply) {
    if (reply.workflow && !is_deleted(reply.workflow->id)) {
        const auto row = disk_->get_workflow_execution(reply.workflow->id);
        if (!row || !*row)
            return journal_.violation("an acknowledged workflow execution is not stored");
        if (is_completed(reply.workflow->state) && (*row)->state != reply.workflow->state &&
            !ledger_.may_rerun(root_of(reply.workflow->id)))
            journal_.violation("an acknowledged final state is not what is stored");
    }
    if (reply.task && !is_deleted(reply.task->id)) {
        const auto row = disk_->get_task_execution(reply.task->id);
        if (!row || !*row) journal_.violation("an acknowledged task execution is not stored");
    }
    // A single run that is not saved has no id.
    if (reply.action && !reply.action->id.is_nil() && !is_deleted(reply.action->id)) {
        const auto row = disk_->get_action_execution(reply.action->id);
        if (!row || !*row)
            return journal_.violation("an acknowledged action execution is not stored");
        if (is_completed(reply.action->state) && (*row)->state != reply.action->state)
            journal_.violation("an acknowledged result is not stored");
    }
}

void World::on_success(Letter& letter, const Reply& reply) {
    letter.settled = true;
    if (std::holds_alternative<StartWorkflow>(letter.command)) {
        Instance& instance = instances_[letter.instance];
        if (!reply.workflow) return journal_.violation("a start is answered without execution");
        if (!instance.root.is_nil() && instance.root != reply.workflow->id && !instance.deleted)
            return journal_.violation("a repeated start is answered with another execution");
        instance.root = reply.workflow->id;
    } else if (std::holds_alternative<DeleteWorkflow>(letter.command)) {
        const Id id = std::get<DeleteWorkflow>(letter.command).workflow_execution_id;
        const auto row = disk_->get_workflow_execution(id);
        if (row && *row) journal_.violation("an acknowledged deletion has not taken place");
    } else if (const auto* complete = std::get_if<CompleteAction>(&letter.command)) {
        const auto job = jobs_.find(complete->action_execution_id);
        if (job == jobs_.end()) return;
        if (++job->second.accepted_results > 1 && !weather_.unknown_commits)
            journal_.violation("two results of one action were accepted");
    }
}

void World::on_refusal(std::size_t number, const Error& why) {
    Letter& letter = letters_[number];
    if (why.code == ErrorCode::internal)
        return journal_.violation("internal error: " + why.message);
    if (info_of(why.code).retryable) {
        if (letter.sender != Sender::person && !letter.settled) send(number, Millis{1000});
        return;
    }
    letter.settled = true;
    if (std::holds_alternative<StartWorkflow>(letter.command)) {
        instances_[letter.instance].refused = true;
        return;
    }
    const auto* complete = std::get_if<CompleteAction>(&letter.command);
    if (why.code == ErrorCode::not_found && letter.sender == Sender::executor &&
        complete != nullptr && !is_deleted(complete->action_execution_id) &&
        seq_of(complete->action_execution_id) != 0)  // a single run may not be stored
        journal_.violation("a result is refused for an action that was dispatched: " + why.message);
}

}  // namespace wf::sim
