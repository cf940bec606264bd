#include "scheduler/ask.hpp"

#include <condition_variable>
#include <mutex>

namespace wf {

std::vector<Result<Reply>> ask_all(CommandSink& sink, std::vector<Command> commands) {
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t missing = commands.size();
    std::vector<Result<Reply>> replies(commands.size());
    for (std::size_t i = 0; i < commands.size(); ++i) {
        sink.submit(std::move(commands[i]), [&, i](Result<Reply> reply) {
            const std::lock_guard lock{mutex};
            replies[i] = std::move(reply);
            // Under the lock: the waiting thread must not be gone when it is told.
            if (--missing == 0) changed.notify_one();
        });
    }
    std::unique_lock lock{mutex};
    changed.wait(lock, [&] { return missing == 0; });
    return replies;
}

}  // namespace wf
