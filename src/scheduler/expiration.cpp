#include "scheduler/expiration.hpp"

#include "scheduler/ask.hpp"

#include <algorithm>

namespace wf {
namespace {

// One commit of the engine deletes so many trees at most, so that it stays short.
constexpr std::size_t default_batch = 100;

}  // namespace

Expiration::Expiration(ExpirationOptions options, Surroundings around)
    : options_(std::move(options)), around_(around) {
    for (const State state : {State::success, State::error, State::cancelled}) {
        if (std::ranges::find(options_.ignored_states, state) == options_.ignored_states.end())
            states_.push_back(state);
    }
}

Instant Expiration::run(Instant now) {
    std::size_t too_old = 0;
    std::size_t too_many = 0;
    if (options_.older_than > Millis{0})
        too_old = delete_all({states_, now - options_.older_than, 0, 0});
    if (options_.max_finished_executions > 0)
        too_many = delete_all({states_, {}, options_.max_finished_executions, 0});
    if (too_old + too_many > 0)
        around_.log.info("expired", {{"too_old", too_old}, {"too_many", too_many}});
    return now + options_.evaluation_interval;
}

/// Batches until nothing is left; ends as well when the engine deletes none of a batch.
std::size_t Expiration::delete_all(FinishedRoots which) {
    which.limit = options_.batch_size > 0 ? options_.batch_size : default_batch;
    std::size_t deleted = 0;
    while (!is_interrupted_) {
        const auto roots = around_.storage.finished_roots(which);
        if (!roots) {
            around_.log.error("expiration_failed", {{"why", roots.error()}});
            break;
        }
        const std::size_t done = delete_batch(*roots);
        deleted += done;
        if (done == 0 || roots->size() < which.limit) break;
    }
    return deleted;
}

std::size_t Expiration::delete_batch(const std::vector<Id>& roots) {
    std::vector<Command> commands;
    for (const Id& root : roots) commands.emplace_back(DeleteWorkflow{root, false});
    const auto replies = ask_all(around_.commands, std::move(commands));
    std::size_t done = 0;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        if (replies[i]) {
            ++done;
            continue;
        }
        // Gone, or running again since we looked: nothing is wrong with either.
        const ErrorCode code = replies[i].error().code;
        if (code == ErrorCode::not_found || code == ErrorCode::forbidden) continue;
        around_.log.warn(
            "expiration_refused", {{"execution", roots[i]}, {"why", replies[i].error()}}
        );
    }
    return done;
}

}  // namespace wf
