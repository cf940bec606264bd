#include "runtime/mailbox.hpp"

#include <algorithm>
#include <chrono>

namespace wf {

bool Mailbox::post(Envelope& envelope, bool unlimited) {
    {
        const std::lock_guard lock(mutex_);
        if (!unlimited && (closed_ || queue_.size() >= limit_)) return false;
        queue_.push_back(std::move(envelope));
        if (queue_.size() > 1) return true;  // the reader has been told, or is at work
    }
    filled_.notify_one();
    return true;
}

std::vector<Envelope> Mailbox::take(std::size_t most, Millis wait) {
    std::unique_lock lock(mutex_);
    if (queue_.empty() && !closed_ && wait.count() > 0) {
        filled_.wait_for(lock, wait, [this] { return !queue_.empty() || closed_; });
    }
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, queue_.size()));
    std::vector<Envelope> taken(
        std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.begin() + count)
    );
    queue_.erase(queue_.begin(), queue_.begin() + count);
    return taken;
}

void Mailbox::pause(Millis time) {
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, time, [this] { return closed_; });
}

void Mailbox::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    filled_.notify_one();
}

bool Mailbox::is_closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

std::size_t Mailbox::size() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

}  // namespace wf
