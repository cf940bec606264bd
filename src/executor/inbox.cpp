#include "executor/inbox.hpp"

#include <utility>

namespace wf {

bool Inbox::put(ActionRequest request) {
    const std::lock_guard lock{mutex_};
    if (!takes_requests_) return false;
    content_.requests.push_back(std::move(request));
    wake_locked();
    return true;
}

void Inbox::put(SinkAnswer answer) {
    const std::lock_guard lock{mutex_};
    content_.answers.push_back(std::move(answer));
    wake_locked();
}

Inbox::Content Inbox::take() {
    const std::lock_guard lock{mutex_};
    is_woken_ = false;
    return std::exchange(content_, {});
}

void Inbox::open(EventLoop& loop) {
    const std::lock_guard lock{mutex_};
    loop_ = &loop;
    wake_locked();
}

void Inbox::refuse_requests() {
    const std::lock_guard lock{mutex_};
    takes_requests_ = false;
}

void Inbox::close() {
    const std::lock_guard lock{mutex_};
    loop_ = nullptr;
    takes_requests_ = false;
}

void Inbox::wake_locked() {
    if (loop_ == nullptr || is_woken_) return;
    is_woken_ = true;
    loop_->wake();
}

}  // namespace wf
