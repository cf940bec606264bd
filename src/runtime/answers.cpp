// What leaves a worker once its turn is durable: answers to callers, actions, timers.
#include "runtime/worker.hpp"

namespace wf {

void Worker::perform_effects() {
    std::vector<Effect> effects = std::move(effects_);
    effects_.clear();
    for (Effect& effect : effects) std::visit([&](auto& e) { perform(e); }, effect);
    for (auto& [envelope, reply] : replies_) {
        if (envelope->on_reply) envelope->on_reply(std::move(reply));
    }
    replies_.clear();
    batch_.clear();
    heard_of_.clear();
    deleted_trees_.clear();
    deleted_living_.clear();
    deleted_rows_.clear();
}

void Worker::perform(Answer& effect) {
    const auto it = waiting_.find(effect.token);
    if (it == waiting_.end()) return;
    const ReplyHandler handler = std::move(it->second);
    waiting_.erase(it);
    handler(std::move(effect.reply));
}

void Worker::perform(ArmTimer& effect) {
    timers_.arm({effect.due, effect.task_execution_id});
}

void Worker::perform(ForgetTree& effect) {
    trees_.erase(effect.root);
}

std::uint64_t Worker::await_answer(Envelope& envelope) {
    if (!envelope.on_reply) return 0;
    envelope.token = ++last_token_;
    waiting_.emplace(envelope.token, std::move(envelope.on_reply));
    envelope.on_reply = nullptr;
    return envelope.token;
}

/// The command of this envelope runs once more: its handler is needed again.
void Worker::give_back_handler(Envelope& envelope) {
    const auto it = waiting_.find(envelope.token);
    if (envelope.token == 0 || it == waiting_.end()) return;
    envelope.on_reply = std::move(it->second);
    waiting_.erase(it);
    envelope.token = 0;
}

void Worker::reply_later(Envelope& envelope, Result<Reply> reply) {
    replies_.emplace_back(&envelope, std::move(reply));
}

}  // namespace wf
