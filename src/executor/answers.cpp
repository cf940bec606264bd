#include "executor/answers.hpp"

#include <algorithm>

namespace wf {

namespace {

constexpr Millis first_pause{5};
constexpr Millis longest_pause{1000};

Millis pause_after(int attempts) {
    const int doublings = std::min(attempts - 1, 10);
    return std::min(first_pause * (1 << doublings), longest_pause);
}

}  // namespace

void ResultKeeper::hand_over(const Id& action, Command command) {
    const std::uint64_t number = ++numbers_;
    submit(number, kept_.emplace(number, Kept{action, std::move(command), 0}).first->second);
}

void ResultKeeper::submit(std::uint64_t number, Kept& kept) {
    ++kept.attempts;
    // The answer may come inside of this call, and after the executor is gone.
    auto on_reply = [inbox = around_.inbox, number](const Result<Reply>& reply) {
        SinkAnswer answer{number, std::nullopt};
        if (!reply) answer.refusal = reply.error();
        inbox->put(std::move(answer));
    };
    around_.sink.submit(kept.command, std::move(on_reply));
}

void ResultKeeper::answered(const SinkAnswer& answer) {
    const auto found = kept_.find(answer.command);
    if (found == kept_.end()) return;
    Kept& kept = found->second;
    if (answer.refusal && info_of(answer.refusal->code).retryable) {
        if (around_.on_retry) around_.on_retry();
        around_.log.debug(
            "executor.result_retry",
            {{"action_execution", kept.action},
             {"attempts", kept.attempts},
             {"error", *answer.refusal}}
        );
        const std::uint64_t number = answer.command;
        around_.loop.at(around_.loop.now() + pause_after(kept.attempts), [this, number] {
            const auto again = kept_.find(number);
            if (again != kept_.end()) submit(number, again->second);
        });
        return;
    }
    if (answer.refusal) {
        // Normal when the action was completed by somebody else or its execution is gone.
        const bool is_usual = answer.refusal->code == ErrorCode::not_found ||
                              answer.refusal->code == ErrorCode::invalid_transition;
        around_.log.log(
            is_usual ? LogLevel::debug : LogLevel::warn,
            "executor.result_refused",
            {{"action_execution", kept.action}, {"error", *answer.refusal}}
        );
    }
    const Id action = kept.action;
    kept_.erase(found);
    settled_(action);
}

}  // namespace wf
